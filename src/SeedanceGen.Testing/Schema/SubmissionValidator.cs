using System.Text.Json;

namespace SeedanceGen.Testing.Schema;

/// <summary>
/// Decides whether a submission keeps to the contract: first by the schema of the API description, on the JSON as it was sent, then by the
/// generated rules that the client applies before it sends, which have the better words.
/// </summary>
internal static class SubmissionValidator
{
    public static SubmissionValidation Judge(
        string? contentType, ReadOnlyMemory<byte> body, OperationDescription operation, bool acceptUnknownModels)
    {
        var violations = operation.RequestBody?.Judge(contentType, body) ?? [];
        if (violations.Count > 0)
            Refine(violations, acceptUnknownModels);
        if (violations.Exists(violation => violation.Keyword == BodyDescription.Keyword))
            return SubmissionValidation.Refuse(violations[0].ToString(), violations, isOfOtherType: true);

        try
        {
            if (JsonSerializer.Deserialize(body.Span, SeedanceJsonContext.Default.VideoGenerationRequest) is not { } submission)
                return SubmissionValidation.Refuse("The body is null; a JSON object was expected.", violations);

            var rules = acceptUnknownModels ? submission.Validate() : submission.ValidateStrictly();
            if (rules.Count > 0)
                return SubmissionValidation.Refuse(string.Join(' ', rules.Select(rule => rule.Message)), violations);

            return violations.Count > 0
                ? SubmissionValidation.Refuse(string.Join("; ", violations), violations)
                : SubmissionValidation.Accept(submission);
        }
        catch (JsonException malformed)
        {
            return SubmissionValidation.Refuse(malformed.Message, violations);
        }
    }

    private static void Refine(List<SchemaViolation> violations, bool acceptUnknownModels)
    {
        if (acceptUnknownModels)
            RemoveUndecided(violations);
        RemoveRepeated(violations);
    }

    /// <summary>
    /// Forgives an unknown value of the property that decides between branches: that is a model which the description does not know.
    /// </summary>
    private static void RemoveUndecided(List<SchemaViolation> violations)
    {
        var undecided = PointersOf(violations.Where(violation => violation.Keyword == BranchRule.OneOf));
        violations.RemoveAll(violation =>
            violation.Keyword is BranchRule.OneOf or EnumRule.Keyword && undecided.Contains(violation.Pointer));
    }

    /// <summary>That no branch fits says nothing new where the value itself is refused.</summary>
    private static void RemoveRepeated(List<SchemaViolation> violations)
    {
        var refused = PointersOf(violations.Where(violation => violation.Keyword != BranchRule.OneOf));
        violations.RemoveAll(violation => violation.Keyword == BranchRule.OneOf && refused.Contains(violation.Pointer));
    }

    private static HashSet<string> PointersOf(IEnumerable<SchemaViolation> violations) =>
        violations.Select(violation => violation.Pointer).ToHashSet(StringComparer.Ordinal);
}
