namespace SeedanceGen.Cli.Batch;

/// <summary>The journal could not be written, so the batch cannot go on safely. The message has the record, which may be an accepted job.</summary>
internal sealed class JournalNotWrittenException : Exception
{
    public JournalNotWrittenException(string path, JournalRecord record, Exception cause)
        : base(
            $"The journal {path} could not be written ({cause.Message}), so nothing more is submitted. What it should have said of line {record.Line}: "
                + $"{record.Kind}{(record.RequestId is null ? string.Empty : $", job {record.RequestId}")}.",
            cause)
    {
    }

    /// <summary>It could not be begun, or not be mended after a crash.</summary>
    public JournalNotWrittenException(string path, Exception cause)
        : base($"The journal {path} could not be written ({cause.Message}), so nothing was submitted by this run: make room and run the same command again.", cause)
    {
    }
}
