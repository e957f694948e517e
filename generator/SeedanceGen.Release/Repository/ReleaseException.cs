namespace SeedanceGen.Release.Repository;

/// <summary>A step failed or was rejected. The message is for the person who ran the command: the reason, and what to do next.</summary>
/// <param name="exitCode">One of <see cref="ReleaseExitCode"/>.</param>
/// <param name="message">What the command prints.</param>
internal sealed class ReleaseException(int exitCode, string message) : Exception(message)
{
    /// <summary>A failed step, the usual case.</summary>
    public ReleaseException(string message)
        : this(ReleaseExitCode.StepFailed, message)
    {
    }

    public int ExitCode { get; } = exitCode;
}

/// <summary>How the command ends.</summary>
internal static class ReleaseExitCode
{
    public const int Success = 0;
    public const int StepFailed = 1;
    public const int WrongUsage = 2;

    /// <summary>The change asks for a larger bump of the version than it is given, or than <c>--allow</c> permits.</summary>
    public const int LargerBumpNeeded = 3;

    /// <summary>The feed has this version, with other contents.</summary>
    public const int VersionExists = 4;
}
