namespace SeedanceGen.Media.S3;

/// <summary>Where an <see cref="S3MediaPublisher"/> puts files, and how the service reads them.</summary>
public sealed record S3MediaOptions
{
    /// <summary>The bucket. It has to exist.</summary>
    public required string Bucket { get; init; }

    /// <summary>
    /// The beginning of the objects' keys. The default is <c>seedance/</c>. The rest is random, so that no address can be guessed.
    /// </summary>
    public string KeyPrefix { get; init; } = "seedance/";

    /// <summary>
    /// The HTTPS address under which the bucket is public, such as that of a content delivery network; the key follows it. Null, the
    /// default, gives presigned addresses, for which the bucket stays private.
    /// </summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>
    /// How long a presigned address is valid. The default is 24 hours; S3 allows at most 7 days. Choose a time that is longer than a job
    /// waits: how long the service reads media is not documented.
    /// </summary>
    public TimeSpan LinkLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How long the upload of one file may take: above zero and at most 24 days. <see cref="Timeout.InfiniteTimeSpan"/> sets no limit. The
    /// default is 10 minutes.
    /// </summary>
    public TimeSpan UploadTimeout { get; init; } = TimeSpan.FromMinutes(10);
}
