using System.Diagnostics.CodeAnalysis;

namespace SeedanceGen.Testing.Schema;

/// <summary>Either the request as it was understood, or the reason why it is refused.</summary>
internal sealed record SubmissionValidation
{
    private SubmissionValidation()
    {
    }

    public VideoGenerationRequest? Request { get; private init; }

    /// <summary>Why it is refused, in words for the answer.</summary>
    public string? Problem { get; private init; }

    /// <summary>What the schema has against it; may be empty although it is refused.</summary>
    public IReadOnlyList<SchemaViolation> Violations { get; private init; } = [];

    /// <summary>Whether the body has a media type that the description does not give.</summary>
    public bool IsOfOtherType { get; private init; }

    public static SubmissionValidation Accept(VideoGenerationRequest request) => new() { Request = request };

    public static SubmissionValidation Refuse(string problem, IReadOnlyList<SchemaViolation> violations, bool isOfOtherType = false) =>
        new() { Problem = problem, Violations = violations, IsOfOtherType = isOfOtherType };

    public bool IsAccepted([NotNullWhen(true)] out VideoGenerationRequest? request, [NotNullWhen(false)] out string? problem)
    {
        request = Request;
        problem = request is null ? Problem ?? "The request was refused without a reason." : null;
        return request is not null;
    }
}
