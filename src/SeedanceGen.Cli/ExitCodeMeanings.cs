namespace SeedanceGen.Cli;

/// <summary>What the exit codes mean, in words for help and README.</summary>
internal static class ExitCodeMeanings
{
    public static IReadOnlyList<(ExitCode Code, string Meaning)> All { get; } =
    [
        (ExitCode.Done, "done"),
        (ExitCode.JobFailed, "the job failed, was cancelled, or was refused by the service"),
        (ExitCode.Usage, "wrong usage or settings; nothing was sent"),
        (ExitCode.Authentication, "the service refused the API key, or 'auth status' found none"),
        (ExitCode.RateLimited, "the service asked to slow down"),
        (ExitCode.Network, "the service or the video was not reached"),
        (ExitCode.TimedOut, "the job was not finished in time; it goes on"),
        (ExitCode.OutcomeUnknown, "not known whether the job was accepted and paid for"),
        (ExitCode.Unexpected, "an unexpected problem, most likely a defect"),
        (ExitCode.FileNotWritten, "the job is done, but its file or the result could not be written"),
        (ExitCode.Interrupted, "interrupted by Ctrl+C or a signal"),
    ];
}
