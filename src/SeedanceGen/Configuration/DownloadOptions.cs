namespace SeedanceGen;

/// <summary>The options of a download.</summary>
public sealed record DownloadOptions
{
    /// <summary>
    /// The largest video that is accepted, in bytes. A larger one throws a <see cref="SeedanceConnectionException"/>; a file that was
    /// there stays. Null, the default, sets no limit.
    /// </summary>
    public long? MaxBytes { get; init; }

    /// <summary>
    /// The number of consecutive attempts without a new byte after which a broken transfer is given up. The default is 4. A transfer that
    /// makes progress is resumed without limit.
    /// </summary>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>
    /// Whether the client saves any content that the link serves. With false, the default, it checks the first bytes and not the content
    /// type: content that does not begin like MP4, QuickTime or WebM, such as a page of the host, throws a
    /// <see cref="SeedanceConnectionException"/>; a file that was there stays.
    /// </summary>
    public bool AcceptAnyContent { get; init; }

    /// <summary>Receives the progress after each written piece; null, the default, reports none.</summary>
    public IProgress<DownloadProgress>? Progress { get; init; }
}
