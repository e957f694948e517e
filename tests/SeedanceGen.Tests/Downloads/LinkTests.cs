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
        var host = new QueueHandler(_scene.Clock, Answers.Status(status), Answers.Job("succeeded", NewLink), Answers.Video(_scene.Video));

        (await _scene.DownloadAsync(host)).ShouldBeNull();

        host.Seen.Select(seen => seen.Address.AbsolutePath).ShouldBe(["/river.mp4", "/api/open/v1/video/generations/req_1", "/new.mp4"]);
        host.Seen.Select(seen => seen.HasAuthorization).ShouldBe([false, true, false]);
    }

    [Fact]
    public async Task A_link_that_expires_again_is_an_error()
    {
        var host = new QueueHandler(_scene.Clock, Answers.Status(403), Answers.Job("succeeded", NewLink), Answers.Status(403));

        (await _scene.DownloadAsync(host)).ShouldBeOfType<SeedanceConnectionException>().Message.ShouldContain("renewed once");

        host.Seen.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","output":{"type":"video","url":"ftp://cdn.example.com/new.mp4"}""")]
    public async Task An_expired_link_without_a_new_one_is_a_typed_error(string output)
    {
        var host = new QueueHandler(_scene.Clock, Answers.Status(403), Answers.Job("succeeded", output));

        (await _scene.DownloadAsync(host)).ShouldBeOfType<SeedanceConnectionException>();
    }

    [Fact]
    public async Task A_link_that_expires_in_the_middle_is_continued_by_the_new_one()
    {
        var host = new QueueHandler(
            _scene.Clock,
            Answers.Video(_scene.Video, "\"v1\"", breaksAt: 0.4), Answers.Status(403), Answers.Job("succeeded", NewLink), Answers.Video(_scene.Video, "\"v1\"", from: 400));

        (await _scene.DownloadAsync(host)).ShouldBeNull();

        host.Seen[3].Range.ShouldBe("bytes=400-");
        (await File.ReadAllBytesAsync(_scene.File)).ShouldBe(_scene.Video);
    }

    [Fact]
    public async Task A_redirect_is_followed_without_the_key_also_to_the_service_itself()
    {
        var host = new QueueHandler(
            _scene.Clock, Answers.Redirect("/elsewhere"), Answers.Redirect("https://api.example.com/x"), Answers.Video(_scene.Video));

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
        var host = new QueueHandler(_scene.Clock, Answers.Redirect(location));

        (await _scene.DownloadAsync(host)).ShouldBeOfType<SeedanceConnectionException>();

        host.Seen.Count.ShouldBeLessThanOrEqualTo(6);
        host.Seen.ShouldAllBe(seen => seen.Address.Scheme == "https");
        _scene.Names.ShouldBeEmpty();
    }
}
