using System.Text.Json;

namespace SeedanceGen.Testing.Contract;

/// <summary>Accepts every body that the generated types can read with all required fields present.</summary>
internal sealed class DeserializingJudge : IRequestJudge
{
    public SubmissionVerdict Judge(ReadOnlySpan<byte> body)
    {
        var type = SeedanceJsonContext.Default.VideoGenerationRequest;
        try
        {
            if (JsonSerializer.Deserialize(body, type) is not { } request)
                return SubmissionVerdict.Refuse("The body is null; a JSON object was expected.");

            // The serializer checks that a required field is present, not that it has a value.
            foreach (var property in type.Properties)
            {
                if (property.IsRequired && property.Get?.Invoke(request) is null)
                    return SubmissionVerdict.Refuse($"'{property.Name}' is required and must not be null.");
            }

            return SubmissionVerdict.Accept(request);
        }
        catch (JsonException malformed)
        {
            return SubmissionVerdict.Refuse(malformed.Message);
        }
    }
}
