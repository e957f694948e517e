using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Downloads;

/// <summary>What is left of a download: the whole video, or what was there before.</summary>
public sealed class TargetTests : IDisposable
{
    private readonly DownloadScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task An_existing_file_is_kept_when_the_download_fails_and_replaced_when_it_does_not()
    {
        await File.WriteAllTextAsync(_scene.File, DownloadScene.Old);

        (await _scene.DownloadAsync(new QueueHandler(_scene.Clock, InMemory.Video(_scene.Video, breaksAt: 0.5))))
            .ShouldBeOfType<SeedanceConnectionException>();
        (await File.ReadAllTextAsync(_scene.File)).ShouldBe(DownloadScene.Old);
        _scene.Names.ShouldBe(["river.mp4"]);

        (await _scene.DownloadAsync(new QueueHandler(_scene.Clock, InMemory.Video(_scene.Video)))).ShouldBeNull();
        (await File.ReadAllBytesAsync(_scene.File)).ShouldBe(_scene.Video);
    }

    [Fact]
    public async Task A_folder_or_a_missing_one_is_an_error_before_anything_is_fetched()
    {
        var host = new QueueHandler(_scene.Clock, InMemory.Video(_scene.Video));
        foreach (var (path, reason) in new[]
                 {
                     (_scene.Folder, "is a folder"), (_scene.Folder + Path.DirectorySeparatorChar, "is a folder"),
                     (_scene.File + Path.DirectorySeparatorChar, "is a folder"),
                     (Path.Combine(_scene.Folder, "missing", "river.mp4"), "does not exist"),
                 })
        {
            (await _scene.DownloadAsync(host, path: path)).ShouldBeAssignableTo<IOException>()!.Message.ShouldContain(reason);
        }

        host.Seen.ShouldBeEmpty();
        _scene.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_device_or_a_link_to_one_is_an_error_before_anything_is_fetched()
    {
        if (OperatingSystem.IsWindows())
            return;

        var host = new QueueHandler(_scene.Clock, InMemory.Video(_scene.Video));
        File.CreateSymbolicLink(_scene.File, "/dev/null");
        foreach (var path in new[] { "/dev/null", "/dev/full", "/dev/stdout", "/proc/self/fd/1", _scene.File })
            (await _scene.DownloadAsync(host, path: path)).ShouldBeOfType<IOException>().Message.ShouldContain("is a device");

        host.Seen.ShouldBeEmpty();
        _scene.Names.ShouldBe(["river.mp4"]);
        new FileInfo(_scene.File).LinkTarget.ShouldBe("/dev/null");
    }

    [Fact]
    public async Task A_download_that_is_cancelled_leaves_nothing()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30), _scene.Clock.Time);
        var host = new QueueHandler(_scene.Clock, InMemory.Video(_scene.Video, "\"v1\"", breaksAt: 0.5), InMemory.Hang(_scene.Clock));

        (await _scene.DownloadAsync(host, cancellationToken: stop.Token)).ShouldBeAssignableTo<OperationCanceledException>();

        _scene.Clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(30));
        _scene.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_break_at_the_moment_of_the_cancellation_is_a_cancellation()
    {
        using var stop = new CancellationTokenSource();
        var host = new QueueHandler(_scene.Clock, (_, _) =>
        {
            stop.Cancel();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "It broke.");
        });

        (await _scene.DownloadAsync(host, cancellationToken: stop.Token)).ShouldBeAssignableTo<OperationCanceledException>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_video_that_is_too_large_is_refused_by_its_length_or_by_its_bytes(bool saysLength)
    {
        var received = new List<DownloadProgress>();
        var host = new QueueHandler(_scene.Clock, async (request, cancellationToken) =>
        {
            var response = await InMemory.Video(_scene.Video, breaksAt: 0.9)(request, cancellationToken);
            response.Content.Headers.ContentLength = saysLength ? _scene.Video.Length : null;
            return response;
        });

        var error = await _scene.DownloadAsync(host, new DownloadOptions { MaxBytes = 600, Progress = new Reports(received) });

        error.ShouldBeOfType<SeedanceConnectionException>().Message.ShouldContain("larger than 600 bytes");
        received.ShouldAllBe(report => report.BytesReceived <= 600);
        received.Count.ShouldBe(saysLength ? 0 : 2);
        host.Seen.Count.ShouldBe(1);
        _scene.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task Progress_is_in_bytes_and_ends_with_the_whole()
    {
        var received = new List<DownloadProgress>();
        var host = new QueueHandler(
            _scene.Clock, InMemory.Video(_scene.Video, "\"v1\"", breaksAt: 0.5), InMemory.Video(_scene.Video, "\"v1\"", from: 500));

        (await _scene.DownloadAsync(host, new DownloadOptions { Progress = new Reports(received) })).ShouldBeNull();

        received.Select(report => report.BytesReceived).ShouldBe([251, 500, 1000]);
        received.ShouldAllBe(report => report.TotalBytes == 1000);
    }

    [Theory]
    [InlineData(900)]
    [InlineData(1100)]
    public async Task A_body_that_is_shorter_or_longer_than_it_says_is_not_the_video(int says)
    {
        var host = new QueueHandler(_scene.Clock, async (request, cancellationToken) =>
        {
            var response = await InMemory.Video(_scene.Video, "\"v1\"")(request, cancellationToken);
            response.Content.Headers.ContentLength = says;
            return response;
        });

        (await _scene.DownloadAsync(host)).ShouldBeOfType<SeedanceConnectionException>();

        _scene.Names.ShouldBeEmpty();
    }

    private sealed class Reports(List<DownloadProgress> reports) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => reports.Add(value);
    }
}
