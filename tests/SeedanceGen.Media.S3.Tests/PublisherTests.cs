using System.Net;
using Amazon.S3;
using SeedanceGen.TestKit.Mock;

namespace SeedanceGen.Media.S3.Tests;

public sealed class PublisherTests : IDisposable
{
    private const string Bucket = "media";

    private static readonly Uri PublicAddress = new("https://media.example.com/files");

    private readonly string _folder = Directory.CreateTempSubdirectory("seedance-media-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_is_uploaded_under_a_random_key_with_its_type()
    {
        await using var storage = new StorageStandIn();
        using var client = Client(storage.Address);
        using var publisher = new S3MediaPublisher(client, new S3MediaOptions { Bucket = Bucket, PublicAddress = PublicAddress });
        var file = MediaFile.Open(Write("first frame.PNG", "picture"));

        var first = await publisher.PublishAsync(file);
        var second = await publisher.PublishAsync(file);

        first.ShouldNotBe(second);
        first.AbsoluteUri.ShouldStartWith("https://media.example.com/files/seedance/");
        first.AbsoluteUri.ShouldEndWith(".png");
        storage.Objects.Count.ShouldBe(2);
        var (bytes, contentType) = storage.Objects[Bucket + first.AbsolutePath["/files".Length..]];
        System.Text.Encoding.UTF8.GetString(bytes).ShouldBe("picture");
        contentType.ShouldBe("image/png");
    }

    [Fact]
    public async Task An_address_that_is_not_public_is_signed_and_valid_for_the_lifetime()
    {
        using var client = Client(new Uri("https://storage.example.com"));
        using var handler = new Accepting();
        using var publisher = new S3MediaPublisher(
            client, new S3MediaOptions { Bucket = Bucket, LinkLifetime = TimeSpan.FromHours(2) }, handler);

        var address = await publisher.PublishAsync(MediaFile.Open(Write("a.mp4", "video")));

        address.Scheme.ShouldBe("https");
        address.Query.ShouldContain("X-Amz-Signature=");
        address.Query.ShouldContain("X-Amz-Expires=7200");
        handler.Uploads.ShouldHaveSingleItem().AbsolutePath.ShouldBe(address.AbsolutePath);
        address.AbsoluteUri.ShouldNotContain("secret");
    }

    [Fact]
    public async Task An_upload_without_a_limit_of_time_has_an_address_for_as_long_as_S3_allows()
    {
        using var client = Client(new Uri("https://storage.example.com"));
        using var handler = new Accepting();
        using var publisher = new S3MediaPublisher(
            client, new S3MediaOptions { Bucket = Bucket, UploadTimeout = Timeout.InfiniteTimeSpan }, handler);

        await publisher.PublishAsync(MediaFile.Open(Write("a.mp4", "video")));

        handler.Uploads.ShouldHaveSingleItem().Query.ShouldContain("X-Amz-Expires=604800");
    }

    [Fact]
    public async Task A_wrong_file_publishes_none()
    {
        await using var storage = new StorageStandIn();
        using var client = Client(storage.Address);
        using var publisher = new S3MediaPublisher(client, new S3MediaOptions { Bucket = Bucket, PublicAddress = PublicAddress });

        await Should.ThrowAsync<ArgumentException>(() =>
            publisher.PublishAllAsync([Write("a.png", "picture"), Write("notes.txt", "text")]));

        storage.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task A_refused_upload_is_an_error_without_the_signature()
    {
        await using var storage = new StorageStandIn();
        storage.UploadStatus = 507;
        using var client = Client(storage.Address);
        using var publisher = new S3MediaPublisher(client, new S3MediaOptions { Bucket = Bucket, PublicAddress = PublicAddress });

        var file = MediaFile.Open(Write("a.png", "picture"));
        var refused = await Should.ThrowAsync<HttpRequestException>(() => publisher.PublishAsync(file));

        refused.StatusCode.ShouldBe(HttpStatusCode.InsufficientStorage);
        refused.Message.ShouldContain("507");
        refused.Message.ShouldNotContain("X-Amz");
    }

    [Fact]
    public void Options_whose_addresses_the_service_could_not_read_are_refused()
    {
        using var here = Client(new Uri("http://127.0.0.1:9000"));
        using var elsewhere = Client(new Uri("http://storage.example.com"));
        var options = new S3MediaOptions { Bucket = Bucket };

        Should.Throw<ArgumentException>(() => new S3MediaPublisher(here, options)).Message.ShouldContain("PublicAddress");
        Should.Throw<ArgumentException>(() => new S3MediaPublisher(elsewhere, options with { PublicAddress = PublicAddress }))
            .Message.ShouldContain("HTTPS");
        Should.Throw<ArgumentException>(() => new S3MediaPublisher(here, options with { PublicAddress = new Uri("http://a.example") }));
        Should.Throw<ArgumentException>(() => new S3MediaPublisher(here, options with { LinkLifetime = TimeSpan.FromDays(8) }));
        foreach (var timeout in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromDays(25), TimeSpan.FromSeconds(-2)])
        {
            Should.Throw<ArgumentException>(() => new S3MediaPublisher(here, options with { UploadTimeout = timeout }))
                .Message.ShouldStartWith("UploadTimeout must be above zero and at most 24 days, or infinite.");
        }
        Should.Throw<ArgumentException>(() => new S3MediaPublisher(here, options with { Bucket = " " }));
    }

    private static AmazonS3Client Client(Uri address) => new(
        "access",
        "secret",
        new AmazonS3Config { ServiceURL = address.AbsoluteUri, ForcePathStyle = true, AuthenticationRegion = "us-east-1" });

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    private sealed class Accepting : HttpMessageHandler
    {
        public List<Uri> Uploads { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Uploads.Add(request.RequestUri!);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}
