namespace SeedanceGen.Feed;

/// <summary>What was asked for is not done; the message says why, and what to do next, to the person who ran the command.</summary>
internal sealed class FeedException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
