namespace SeedanceGen.NestedRules.Tests.Editor;

/// <summary>Takes requests from a program that a test compiles, in the assembly of the client as <c>SubmitAsync</c> does.</summary>
public static class Probe
{
    /// <summary>What the client says about each request, and the request when there is one.</summary>
    internal static Dictionary<int, (IReadOnlyList<Rules.RuleViolation> Violations, VideoGenerationRequest? Request)> Seen { get; } = [];

    /// <summary>Takes a request.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="request">The request.</param>
    public static void See(int number, VideoGenerationRequest request) => Seen[number] = (request.ValidateStrictly(), request);

    /// <summary>Takes a request that a builder makes, or does not.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="build">Builds it.</param>
    public static void See(int number, Func<VideoGenerationRequest> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        try
        {
            Seen[number] = ([], build());
        }
        catch (SeedanceValidationException rejected)
        {
            Seen[number] = (rejected.Violations, null);
        }
    }
}
