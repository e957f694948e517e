using System.Text.Json;
using SeedanceGen.Rules.Schema;

namespace SeedanceGen.Testing.Schema;

/// <summary>What came of the validation of a request: the reason why it is rejected, or none.</summary>
internal sealed record SubmissionValidation
{
    private SubmissionValidation()
    {
    }

    /// <summary>A submission that keeps to the description from which its record was made; null for any other request.</summary>
    public VideoGenerationRequest? Request { get; private init; }

    /// <summary>Why the request is rejected, for the message of the response; null when it is not.</summary>
    public string? Problem { get; private init; }

    /// <summary>What the schema rejects; may be empty although the submission is rejected.</summary>
    public IReadOnlyList<SchemaViolation> Violations { get; private init; } = [];

    /// <summary>Whether the body has a media type that the description does not give.</summary>
    public bool IsOfOtherType { get; private init; }

    /// <summary>
    /// Validates a submission by the schema of the API description, on the JSON as it was sent. One that the schema rejects is validated by
    /// the generated rules too, which the client applies before it sends, because their messages are the better ones. Both are made of one
    /// source and agree.
    /// </summary>
    public static SubmissionValidation Of(
        string? contentType, ReadOnlyMemory<byte> body, OperationDescription operation, bool acceptUnknownModels, bool isOfSdk)
    {
        var violations = operation.RequestBody?.ValidateRequest(contentType, body) ?? [];
        var isAccepted = violations.Count == 0;
        if (!isAccepted)
            Refine(violations, acceptUnknownModels);
        if (violations.Exists(violation => violation.Keyword == BodyDescription.Keyword))
            return Reject(violations[0].ToString(), violations) with { IsOfOtherType = true };
        if (!isOfSdk)
            return violations.Count > 0 ? Reject(string.Join("; ", violations), violations) : new SubmissionValidation();

        try
        {
            if (JsonSerializer.Deserialize(body.Span, SeedanceJsonContext.Default.VideoGenerationRequest) is not { } submission)
                return Reject("The body is null; a JSON object was expected.", violations);
            if (isAccepted)
                return new SubmissionValidation { Request = submission };

            var rules = acceptUnknownModels ? submission.Validate() : submission.ValidateStrictly();
            if (rules.Count > 0)
                return Reject(string.Join(' ', rules.Select(rule => rule.Message)), violations);

            return violations.Count > 0
                ? Reject(string.Join("; ", violations), violations)
                : new SubmissionValidation { Request = submission };
        }
        catch (JsonException malformed)
        {
            return Reject(malformed.Message, violations);
        }
    }

    /// <summary>Validates a request of any operation by its description alone.</summary>
    public static SubmissionValidation Of(IReadOnlyList<SchemaViolation> violations)
    {
        if (violations.Count == 0)
            return new SubmissionValidation();
        return Reject(string.Join("; ", violations), violations) with
        {
            IsOfOtherType = violations.Any(violation => violation.Keyword == BodyDescription.Keyword),
        };
    }

    private static SubmissionValidation Reject(string problem, IReadOnlyList<SchemaViolation> violations) =>
        new() { Problem = problem, Violations = violations };

    private static void Refine(List<SchemaViolation> violations, bool acceptUnknownModels)
    {
        if (acceptUnknownModels)
            SchemaViolation.RemoveUndecided(violations);
        SchemaViolation.RemoveRepeated(violations);
    }
}
