using Amazon.S3;
using SeedanceGen;
using SeedanceGen.Media.S3;

namespace ConsoleSample;

/// <summary>Publishes local files, because the service reads media from public HTTPS addresses only.</summary>
internal static class LocalMedia
{
    public static async Task<IReadOnlyList<Uri>> PublishAsync(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        // Credentials and region come from the usual places of AWS programs. Without an endpoint, the storage is Amazon's.
        var configuration = new AmazonS3Config { ForcePathStyle = true };
        if (Variable("MEDIA_ENDPOINT") is { } endpoint)
            configuration.ServiceURL = endpoint;
        using var storage = new AmazonS3Client(configuration);
        using var publisher = new S3MediaPublisher(storage, new S3MediaOptions
        {
            Bucket = Variable("MEDIA_BUCKET") ?? throw new ArgumentException("Set MEDIA_BUCKET to the bucket that media are published in."),
            PublicAddress = Variable("MEDIA_PUBLIC_URL") is { } address ? new Uri(address) : null,
        });
        return await publisher.PublishAllAsync(files, cancellationToken);
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name);
}
