namespace SeedanceGen.Feed;

/// <summary>How the command ends.</summary>
internal static class FeedExitCode
{
    public const int Done = 0;
    public const int StepFailed = 1;
    public const int WrongUsage = 2;

    /// <summary>The surface asks for a larger step of the version than it is given.</summary>
    public const int SmallStep = 3;

    /// <summary>The feed has this version, and with other contents.</summary>
    public const int VersionExists = 4;
}
