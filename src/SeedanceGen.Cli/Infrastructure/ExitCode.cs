namespace SeedanceGen.Cli.Infrastructure;

/// <summary>How a command ends, for programs. The numbers are a contract: none changes its meaning.</summary>
internal enum ExitCode
{
    /// <summary>The command did what was asked.</summary>
    Success = 0,

    /// <summary>The job was accepted and charged, and it failed or was cancelled.</summary>
    JobFailed = 1,

    /// <summary>The command line or a setting is wrong; nothing was sent.</summary>
    Usage = 2,

    /// <summary>The service rejected the API key.</summary>
    Authentication = 3,

    /// <summary>The service limits the rate of requests.</summary>
    RateLimited = 4,

    /// <summary>The service, the video or the store could not be reached, or the service had an internal error.</summary>
    Network = 5,

    /// <summary>The job, or the link to its video, was not there in time; the job continues.</summary>
    TimedOut = 6,

    /// <summary>It is unknown whether the service accepted and charged the job.</summary>
    OutcomeUnknown = 7,

    /// <summary>The job is accepted and charged, and continues; the responses did not say where it stands.</summary>
    JobUnreadable = 8,

    /// <summary>The service rejected the request; it accepted no job and charged nothing.</summary>
    Rejected = 9,

    /// <summary>An error that the tool does not expect, most likely a defect.</summary>
    Unexpected = 70,

    /// <summary>The job succeeded, but its video could not be written to disk, or the result to standard output (full or closed).</summary>
    FileNotWritten = 74,

    /// <summary>Ctrl+C or a signal interrupted the command.</summary>
    Interrupted = 130,
}

/// <summary>The meanings of the exit codes, as the help and the README show them.</summary>
internal static class ExitCodeMeanings
{
    public static IReadOnlyList<(ExitCode Code, string Meaning)> All { get; } =
    [
        (ExitCode.Success, "success"),
        (ExitCode.JobFailed, "the job is charged, and it failed or was cancelled"),
        (ExitCode.Usage, "wrong usage or settings; nothing was sent"),
        (ExitCode.Authentication, "the service rejected the API key, or 'auth status' found none"),
        (ExitCode.RateLimited, "the service limits the rate of requests"),
        (ExitCode.Network, "the service, the video or the store could not be reached"),
        (ExitCode.TimedOut, "the job, or the link to its video, was not ready in time; it continues"),
        (ExitCode.OutcomeUnknown, "it is unknown whether the job was accepted and charged"),
        (ExitCode.JobUnreadable, "the job is charged and continues, but its status could not be read"),
        (ExitCode.Rejected, "the service rejected the request; it charged nothing"),
        (ExitCode.Unexpected, "an unexpected error, most likely a defect"),
        (ExitCode.FileNotWritten, "the job succeeded, but its file or the result could not be written"),
        (ExitCode.Interrupted, "interrupted by Ctrl+C or a signal"),
    ];
}
