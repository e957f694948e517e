using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Downloads;

/// <summary>Links that expire, and links that lead elsewhere.</summary>
public sealed class LinkTests : IDisposable
{
    private const string NewLink = ""","output":{"type":"video","url":"https://cdn.example.com/new.mp4"}""";

    private readonly DownloadScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task An_expired_link_is_renewed_once_by_reading_the_job_again(int status)
    {
        var host = new QueueHandler(
            _scene.Clock, InMemory.Status(status), InMemory.Job("succeeded", NewLink), InMemory.Video(_scene.Video));

        (await _scene.DownloadAsync(host)).ShouldBeNull();

        host.Seen.Select(seen => seen.Address.AbsolutePath).ShouldBe(["/river.mp4", "/api/open/v1/video/generations/req_1", "/new.mp4"]);
        host.Seen.Select(seen => seen.HasAuthorization).ShouldBe([false, true, false]);
    }

    [Fact]
    public async Task A_link_that_expires_again_is_an_error()
    {
        var host = new QueueHandler(_scene.Clock, InMemory.Status(403), InMemory.Job("succeeded", NewLink), InMemory.Status(403));

        (await _scene.DownloadAsync(host)).ShouldBeOfType<SeedanceConnectionException>().Message.ShouldContain("renewed once");

        host.Seen.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","output":{"type":"video","url":"ftp://cdn.example.com/new.mp4"}""")]
    public async Task An_expired_link_without_a_new_one_is_a_typed_error(string output)
    {
        var host = new QueueHandler(_scene.Clock, InMemory.Status(403), InMemory.Job("succeeded", output));

        (await _scene.DownloadAsync(host)).ShouldBeOfType<SeedanceConnectionException>();
    }

    [Theory]
    [InlineData("text/html; charset=utf-8", "text/html")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/problem+json", "application/problem+json")]
    [InlineData("application/xml", "application/xml")]
    [InlineData("video/mp4", "video/mp4")]
    [InlineData("application/octet-stream", "application/octet-stream")]
    public async Task A_page_in_place_of_the_video_is_not_saved_as_one(string contentType, string shown)
    {
        var host = new QueueHandler(_scene.Clock, Page(contentType), InMemory.Job("succeeded", NewLink), Page(contentType));

        var error = (await _scene.DownloadAsync(host)).ShouldBeOfType<SeedanceConnectionException>();

        error.Message.ShouldContain($"'{shown}'");
        error.Message.ShouldContain("req_1");
        error.Message.ShouldContain("renewed once");
        _scene.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_in_place_of_the_video_may_be_an_expired_link()
    {
        var host = new QueueHandler(_scene.Clock, Page("text/html"), InMemory.Job("succeeded", NewLink), InMemory.Video(_scene.Video));

        (await _scene.DownloadAsync(host)).ShouldBeNull();

        (await File.ReadAllBytesAsync(_scene.File)).ShouldBe(_scene.Video);
    }

    [Theory]
    [InlineData("succeeded", null, "Read the job again")]
    [InlineData("succeeded", "ftp://cdn.example.com/river.mp4", "'ftp'")]
    [InlineData("succeeded", "river.mp4", "not absolute")]
    [InlineData("failed", null, "ended as failed")]
    [InlineData("processing", null, "Wait for it")]
    public async Task A_job_without_a_link_is_a_typed_error_with_its_id_and_what_to_do(string status, string? link, string advice)
    {
        var host = new QueueHandler(_scene.Clock, InMemory.Video(_scene.Video));
        await using var client = host.CreateClient();
        var job = DownloadScene.Finished() with
        {
            Status = new GenerationStatus(status),
            Output = new VideoOutput { Url = link is null ? null : new Uri(link, UriKind.RelativeOrAbsolute) }
        };

        var error = (await Record.ExceptionAsync(() => client.DownloadAsync(job, _scene.File))).ShouldBeOfType<VideoUnavailableException>();

        error.RequestId.ShouldBe("req_1");
        error.Generation.ShouldBe(job);
        error.Message.ShouldContain("req_1");
        error.Message.ShouldContain(advice);
        host.Seen.ShouldBeEmpty();
        _scene.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_that_succeeded_without_a_link_is_read_once_more_by_its_handle()
    {
        var host = new QueueHandler(_scene.Clock, InMemory.Job("succeeded", ""));
        await using var client = host.CreateClient();
        var job = client.GetJob("req_1");
        await job.WaitAsync(new WaitOptions { LinkTimeout = TimeSpan.Zero });

        var error = (await Record.ExceptionAsync(() => job.DownloadAsync(_scene.File))).ShouldBeOfType<VideoUnavailableException>();

        error.RequestId.ShouldBe("req_1");
        error.Message.ShouldContain("succeeded, and the link to its video is not there yet");
        host.Seen.Count.ShouldBe(2);
    }

    private static InMemoryResponse Page(string contentType) => async (request, cancellationToken) =>
    {
        var response = await InMemory.Json("<html>Not here any more.</html>")(request, cancellationToken);
        response.Content.Headers.Remove("Content-Type");
        response.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return response;
    };

    [Fact]
    public async Task A_link_that_expires_in_the_middle_is_continued_by_the_new_one()
    {
        var host = new QueueHandler(
            _scene.Clock,
            InMemory.Video(_scene.Video, "\"v1\"", breaksAt: 0.4), InMemory.Status(403), InMemory.Job("succeeded", NewLink),
            InMemory.Video(_scene.Video, "\"v1\"", from: 400));

        (await _scene.DownloadAsync(host)).ShouldBeNull();

        host.Seen[3].Range.ShouldBe("bytes=400-");
        (await File.ReadAllBytesAsync(_scene.File)).ShouldBe(_scene.Video);
    }

    [Fact]
    public async Task A_redirect_is_followed_without_the_key_also_to_the_service_itself()
    {
        var host = new QueueHandler(
            _scene.Clock, InMemory.Redirect("/elsewhere"), InMemory.Redirect("https://api.example.com/x"), InMemory.Video(_scene.Video));

        (await _scene.DownloadAsync(host)).ShouldBeNull();

        host.Seen.Select(seen => seen.Address.AbsoluteUri).ShouldBe(
            ["https://cdn.example.com/river.mp4", "https://cdn.example.com/elsewhere", "https://api.example.com/x"]);
        host.Seen.ShouldAllBe(seen => !seen.HasAuthorization);
    }

    [Theory]
    [InlineData("http://cdn.example.com/river.mp4")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//[")]
    [InlineData("/river.mp4")]
    public async Task A_redirect_that_is_insecure_or_endless_or_no_address_is_refused(string location)
    {
        var host = new QueueHandler(_scene.Clock, InMemory.Redirect(location));

        (await _scene.DownloadAsync(host)).ShouldBeOfType<SeedanceConnectionException>();

        host.Seen.Count.ShouldBeLessThanOrEqualTo(6);
        host.Seen.ShouldAllBe(seen => seen.Address.Scheme == "https");
        _scene.Names.ShouldBeEmpty();
    }
}
