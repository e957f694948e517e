using SeedanceGen.Cli.Batch;

namespace SeedanceGen.Cli.Progress;

/// <summary>A line of the batch that is being worked on.</summary>
internal sealed class BatchBoardRow(BatchLine line, long since)
{
    public BatchLine Line => line;

    /// <summary>When the work on it began, as a timestamp of the clock.</summary>
    public long Since => since;

    /// <summary>The status that was read last; null before the first.</summary>
    public string? Status { get; set; }
}
