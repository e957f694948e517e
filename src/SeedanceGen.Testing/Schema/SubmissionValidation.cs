using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SeedanceGen.Testing.Schema;

/// <summary>Either the request of a submission that keeps to the contract, or the reason why the submission is rejected.</summary>
internal sealed record SubmissionValidation
{
    private SubmissionValidation()
    {
    }

    public VideoGenerationRequest? Request { get; private init; }

    /// <summary>Why the submission is rejected, for the message of the response.</summary>
    public string? Problem { get; private init; }

    /// <summary>What the schema rejects; may be empty although the submission is rejected.</summary>
    public IReadOnlyList<SchemaViolation> Violations { get; private init; } = [];

    /// <summary>Whether the body has a media type that the description does not give.</summary>
    public bool IsOfOtherType { get; private init; }

    /// <summary>
    /// Validates a submission: first by the schema of the API description, on the JSON as it was sent, then by the generated rules that the
    /// client applies before it sends, because their messages are the better ones.
    /// </summary>
    public static SubmissionValidation Of(
        string? contentType, ReadOnlyMemory<byte> body, OperationDescription operation, bool acceptUnknownModels)
    {
        var violations = operation.RequestBody?.Validate(contentType, body) ?? [];
        if (violations.Count > 0)
            Refine(violations, acceptUnknownModels);
        if (violations.Exists(violation => violation.Keyword == BodyDescription.Keyword))
            return Reject(violations[0].ToString(), violations) with { IsOfOtherType = true };

        try
        {
            if (JsonSerializer.Deserialize(body.Span, SeedanceJsonContext.Default.VideoGenerationRequest) is not { } submission)
                return Reject("The body is null; a JSON object was expected.", violations);

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

    public bool IsAccepted([NotNullWhen(true)] out VideoGenerationRequest? request, [NotNullWhen(false)] out string? problem)
    {
        (request, problem) = (Request, Problem!);
        return request is not null;
    }

    private static SubmissionValidation Reject(string problem, IReadOnlyList<SchemaViolation> violations) =>
        new() { Problem = problem, Violations = violations };

    private static void Refine(List<SchemaViolation> violations, bool acceptUnknownModels)
    {
        if (acceptUnknownModels)
            RemoveUndecided(violations);
        RemoveRepeated(violations);
    }

    /// <summary>
    /// Removes the violations of an unknown value of the property that decides between branches: a model which the description does not
    /// know.
    /// </summary>
    private static void RemoveUndecided(List<SchemaViolation> violations)
    {
        var undecided = PointersOf(violations.Where(violation => violation.Keyword == BranchRule.OneOf));
        violations.RemoveAll(violation =>
            violation.Keyword is BranchRule.OneOf or EnumRule.Keyword && undecided.Contains(violation.Pointer));
    }

    /// <summary>That no branch fits says nothing new where the value itself is rejected.</summary>
    private static void RemoveRepeated(List<SchemaViolation> violations)
    {
        var rejected = PointersOf(violations.Where(violation => violation.Keyword != BranchRule.OneOf));
        violations.RemoveAll(violation => violation.Keyword == BranchRule.OneOf && rejected.Contains(violation.Pointer));
    }

    private static HashSet<string> PointersOf(IEnumerable<SchemaViolation> violations) =>
        violations.Select(violation => violation.Pointer).ToHashSet(StringComparer.Ordinal);
}
