namespace SeedanceGen.Cli.Batch;

/// <summary>The report of a batch could not be written; its jobs are paid for, and the journal has them all.</summary>
internal sealed class ReportNotWrittenException(string path, Exception cause) : Exception(
    $"The report {path} could not be written: {cause.Message} The journal has all of it: make room for the report and run the same command again.", cause);
