using Amazon.S3;
using SeedanceGen.Media.S3;

namespace SeedanceGen.Cli.Media;

/// <summary>The storage for local files, as the environment names it. Its library is loaded when a file is published.</summary>
internal sealed class MediaStorage
{
    public const string BucketVariable = "SEEDANCE_MEDIA_BUCKET";
    public const string EndpointVariable = "SEEDANCE_MEDIA_ENDPOINT";
    public const string PublicVariable = "SEEDANCE_MEDIA_PUBLIC_URL";

    private readonly string _bucket;
    private readonly Uri? _endpoint;
    private readonly Uri? _publicAddress;

    private MediaStorage(string bucket, Uri? endpoint, Uri? publicAddress) =>
        (_bucket, _endpoint, _publicAddress) = (bucket, endpoint, publicAddress);

    /// <summary>The storage; null when the environment names none.</summary>
    /// <exception cref="UsageException">An address is not valid.</exception>
    public static MediaStorage? Find(ToolHost host) => host.Variable(BucketVariable) is { } bucket && !string.IsNullOrWhiteSpace(bucket)
        ? new MediaStorage(bucket, AddressOf(host, EndpointVariable), AddressOf(host, PublicVariable))
        : null;

    public S3MediaPublisher Open()
    {
        var configuration = new AmazonS3Config { ForcePathStyle = _endpoint is not null };
        if (_endpoint is not null)
            configuration.ServiceURL = _endpoint.AbsoluteUri;
        return new S3MediaPublisher(
            new AmazonS3Client(configuration), new S3MediaOptions { Bucket = _bucket, PublicAddress = _publicAddress });
    }

    private static Uri? AddressOf(ToolHost host, string variable)
    {
        if (host.Variable(variable) is not { Length: > 0 } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new UsageException($"{variable} is '{Format.OneLine(text)}', which is no address such as https://storage.example.com.");
    }
}
