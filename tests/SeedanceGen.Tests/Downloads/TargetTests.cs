using System.Buffers;
using System.IO.Pipelines;
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
    public async Task A_body_whose_end_cannot_be_told_is_not_the_video()
    {
        // Neither a length nor chunks: the connection may have broken anywhere.
        var host = new QueueHandler(_scene.Clock, (_, _) => Task.FromResult(new HttpResponseMessage
        {
            Content = new StreamContent(PipeReader.Create(new ReadOnlySequence<byte>(_scene.Video)).AsStream()),
        }));

        (await _scene.DownloadAsync(host)).ShouldBeOfType<SeedanceConnectionException>();

        _scene.Names.ShouldBeEmpty();
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
    public async Task A_symbolic_link_stays_and_what_it_leads_to_is_written()
    {
        if (OperatingSystem.IsWindows())
            return;

        var real = Path.Combine(_scene.Folder, "real.mp4");
        File.CreateSymbolicLink(_scene.File, "real.mp4");
        foreach (var _ in new[] { "a link to nothing yet", "a link to a file" })
        {
            (await _scene.DownloadAsync(new QueueHandler(_scene.Clock, InMemory.Video(_scene.Video)))).ShouldBeNull();

            new FileInfo(_scene.File).LinkTarget.ShouldBe("real.mp4");
            (await File.ReadAllBytesAsync(real)).ShouldBe(_scene.Video);
        }

        _scene.Names.ShouldBe(["river.mp4", "real.mp4"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("river.mp4")]
    [InlineData("missing/real.mp4")]
    public async Task A_link_that_leads_nowhere_is_an_error_before_anything_is_fetched(string leadsTo)
    {
        if (OperatingSystem.IsWindows())
            return;

        var host = new QueueHandler(_scene.Clock, InMemory.Video(_scene.Video));
        File.CreateSymbolicLink(_scene.File, leadsTo);

        (await _scene.DownloadAsync(host)).ShouldBeAssignableTo<IOException>();

        host.Seen.ShouldBeEmpty();
        new FileInfo(_scene.File).LinkTarget.ShouldBe(leadsTo);
    }

    [Theory]
    [InlineData('a', 255)]
    [InlineData('a', 250)]
    [InlineData('ä', 127)]
    public async Task A_name_as_long_as_the_file_system_takes_is_written(char letter, int letters)
    {
        var path = Path.Combine(_scene.Folder, new string(letter, letters));

        (await _scene.DownloadAsync(new QueueHandler(_scene.Clock, InMemory.Video(_scene.Video)), path: path)).ShouldBeNull();

        (await File.ReadAllBytesAsync(path)).ShouldBe(_scene.Video);
    }

    [Theory]
    [InlineData('a', 256)]
    [InlineData('ä', 128)]
    public async Task A_name_that_is_too_long_is_an_error_that_says_so_before_anything_is_fetched(char letter, int letters)
    {
        if (OperatingSystem.IsWindows())
            return;

        var host = new QueueHandler(_scene.Clock, InMemory.Video(_scene.Video));
        var path = Path.Combine(_scene.Folder, new string(letter, letters));

        (await _scene.DownloadAsync(host, path: path)).ShouldBeOfType<PathTooLongException>().Message.ShouldContain("too long");

        host.Seen.ShouldBeEmpty();
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
