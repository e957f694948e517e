namespace SeedanceGen.Feed.Feeds;

/// <summary>Where packages go.</summary>
/// <param name="Folder">A folder of packages; null for a server.</param>
/// <param name="Server">The address of a NuGet v3 server; null for a folder.</param>
/// <param name="Key">What the server wants to be shown.</param>
internal sealed record FeedAddress(string? Folder, Uri? Server, string? Key)
{
    public const string UrlVariable = "SEEDANCE_FEED_URL";
    public const string KeyVariable = "SEEDANCE_FEED_KEY";

    /// <param name="place">What was given; null when nothing was.</param>
    /// <param name="houseFeed">The folder that <c>nuget.config</c> names.</param>
    /// <param name="variable">Reads an environment variable.</param>
    public static FeedAddress From(string? place, string houseFeed, Func<string, string?> variable)
    {
        if (string.IsNullOrWhiteSpace(place))
            return new FeedAddress(houseFeed, null, null);
        if (!place.Contains("://", StringComparison.Ordinal))
            return new FeedAddress(Path.GetFullPath(place), null, null);

        // The key would be read by whoever is on the way, so plain HTTP is for this machine only.
        if (!Uri.TryCreate(place, UriKind.Absolute, out var server)
            || server.Scheme != Uri.UriSchemeHttps && !(server.Scheme == Uri.UriSchemeHttp && server.IsLoopback))
            throw new FeedException(FeedExitCode.WrongUsage, $"{place} is no feed to send a key to: give an https address, or a folder.");
        var key = variable(KeyVariable);
        return string.IsNullOrWhiteSpace(key)
            ? throw new FeedException(FeedExitCode.WrongUsage, $"{place} is a server, and {KeyVariable} is not set: set it to the server's key for adding packages.")
            : new FeedAddress(null, server, key);
    }

    public override string ToString() => Folder ?? Server!.ToString();
}
