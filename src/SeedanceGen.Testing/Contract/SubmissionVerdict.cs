using System.Diagnostics.CodeAnalysis;

namespace SeedanceGen.Testing.Contract;

/// <summary>Either the request as it was understood, or the reason why it is refused.</summary>
internal readonly record struct SubmissionVerdict
{
    private SubmissionVerdict(VideoGenerationRequest? request, string? problem) => (Request, Problem) = (request, problem);

    public VideoGenerationRequest? Request { get; }

    public string? Problem { get; }

    public static SubmissionVerdict Accept(VideoGenerationRequest request) => new(request, problem: null);

    public static SubmissionVerdict Refuse(string problem) => new(request: null, problem);

    public bool IsAccepted([NotNullWhen(true)] out VideoGenerationRequest? request, [NotNullWhen(false)] out string? problem)
    {
        request = Request;
        problem = request is null ? Problem ?? "The request was refused without a reason." : null;
        return request is not null;
    }
}
