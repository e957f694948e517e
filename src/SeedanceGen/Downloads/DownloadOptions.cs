namespace SeedanceGen;

/// <summary>How a video is downloaded.</summary>
public sealed record DownloadOptions
{
    /// <summary>The largest video that is accepted, in bytes; a larger one is an error and leaves nothing behind. Null, the default, sets no limit.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>
    /// How often a transfer that broke off is taken up again without a single byte coming in between. The default is 4. A transfer that
    /// gets on is taken up as often as it takes.
    /// </summary>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>Told how far the download is, after each piece that was written.</summary>
    public IProgress<DownloadProgress>? Progress { get; init; }
}
