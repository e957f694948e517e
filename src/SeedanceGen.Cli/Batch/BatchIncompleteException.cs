namespace SeedanceGen.Cli.Batch;

/// <summary>Not every line of a batch ended as a video.</summary>
internal sealed class BatchIncompleteException(ExitCode code, string message) : Exception(message)
{
    /// <summary>The end that matters most of those of all lines.</summary>
    public ExitCode Code => code;
}
