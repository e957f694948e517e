using System.Text.Json;

namespace SeedanceGen.Testing.Contract;

/// <summary>Decides whether a submission keeps to the contract, by the same generated rules that the client applies before it sends.</summary>
internal static class RequestJudge
{
    public static SubmissionVerdict Judge(ReadOnlySpan<byte> body, bool acceptUnknownModels)
    {
        try
        {
            if (JsonSerializer.Deserialize(body, SeedanceJsonContext.Default.VideoGenerationRequest) is not { } request)
                return SubmissionVerdict.Refuse("The body is null; a JSON object was expected.");

            var violations = acceptUnknownModels ? request.Validate() : request.ValidateStrictly();
            return violations.Count > 0
                ? SubmissionVerdict.Refuse(string.Join(' ', violations.Select(violation => violation.Message)))
                : SubmissionVerdict.Accept(request);
        }
        catch (JsonException malformed)
        {
            return SubmissionVerdict.Refuse(malformed.Message);
        }
    }
}
