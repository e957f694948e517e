namespace SeedanceGen.Cli;

/// <summary>How a command ended, for programs. The numbers are a promise: they never change their meaning.</summary>
internal enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>The job failed, was cancelled, or was refused by the service.</summary>
    JobFailed = 1,

    /// <summary>The command or its settings are wrong; nothing was sent.</summary>
    Usage = 2,

    /// <summary>The service refused the API key.</summary>
    Authentication = 3,

    /// <summary>The service asked to slow down.</summary>
    RateLimited = 4,

    /// <summary>The service or the video could not be reached, or answered with a fault of its own.</summary>
    Network = 5,

    /// <summary>The job was not finished in time; it goes on.</summary>
    TimedOut = 6,

    /// <summary>It is not known whether the job was accepted and paid for.</summary>
    OutcomeUnknown = 7,

    /// <summary>Something that the tool did not expect: most likely a defect.</summary>
    Unexpected = 70,

    /// <summary>The job is done, and its video could not be written to disk, or the result to standard output.</summary>
    FileNotWritten = 74,

    /// <summary>Interrupted by Ctrl+C or a signal.</summary>
    Interrupted = 130,
}
