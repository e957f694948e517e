using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Downloads;

/// <summary>Transfers that break off: every byte once, all of one version.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly DownloadScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_transfer_that_breaks_is_taken_up_where_it_broke_when_the_tag_is_the_same()
    {
        var host = new QueueHandler(
            _scene.Clock,
            InMemory.Video(_scene.Video, "\"v1\"", breaksAt: 0.4),
            InMemory.Video(_scene.Video, tag: null, from: 400, breaksAt: 0.5),
            InMemory.Video(_scene.Video, "\"v1\"", from: 700));

        (await _scene.DownloadAsync(host)).ShouldBeNull();

        (await File.ReadAllBytesAsync(_scene.File)).ShouldBe(_scene.Video);
        host.Seen.Select(seen => seen.Range).ShouldBe([null, "bytes=400-", "bytes=700-"]);
        host.Seen.Select(seen => seen.IfRange).ShouldBe([null, "\"v1\"", "\"v1\""]);
        host.Pauses.ShouldAllBe(pause => pause > 0);
        host.Seen.ShouldAllBe(seen => !seen.HasAuthorization);
    }

    [Theory]
    [InlineData("\"v2\"", null)]
    [InlineData("\"v2\"", 400)]
    public async Task A_video_that_changed_is_begun_again_and_the_file_is_one_version(string tag, int? from)
    {
        byte[] next = [.. _scene.Video.Take(100), .. _scene.Video.Skip(100).Reverse()];
        var host = new QueueHandler(
            _scene.Clock, InMemory.Video(_scene.Video, "\"v1\"", breaksAt: 0.4), InMemory.Video(next, tag, from),
            InMemory.Video(next, tag));

        (await _scene.DownloadAsync(host)).ShouldBeNull();

        (await File.ReadAllBytesAsync(_scene.File)).ShouldBe(next);
        host.Seen[1].Range.ShouldBe("bytes=400-");
        host.Seen.Skip(2).ShouldAllBe(seen => seen.Range == null);
    }

    [Fact]
    public async Task A_rest_that_does_not_begin_where_the_transfer_broke_is_not_appended()
    {
        var host = new QueueHandler(
            _scene.Clock,
            InMemory.Video(_scene.Video, "\"v1\"", breaksAt: 0.4),
            InMemory.Video(_scene.Video, "\"v1\"", from: 500),
            InMemory.Video(_scene.Video, "\"v1\"", from: 900));

        (await _scene.DownloadAsync(host)).ShouldBeOfType<SeedanceConnectionException>();

        _scene.Names.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("W/\"v1\"")]
    public async Task A_transfer_without_a_strong_tag_begins_again(string? tag)
    {
        var host = new QueueHandler(_scene.Clock, InMemory.Video(_scene.Video, tag, breaksAt: 0.4), InMemory.Video(_scene.Video, tag));

        (await _scene.DownloadAsync(host)).ShouldBeNull();

        (await File.ReadAllBytesAsync(_scene.File)).ShouldBe(_scene.Video);
        host.Seen.ShouldAllBe(seen => seen.Range == null);
    }

    [Fact]
    public async Task A_stream_cannot_begin_again_and_the_error_says_so()
    {
        using var stream = new MemoryStream();
        var host = new QueueHandler(_scene.Clock, InMemory.Video(_scene.Video, breaksAt: 0.4), InMemory.Video(_scene.Video));

        (await _scene.DownloadAsync(host, stream))
            .ShouldBeOfType<SeedanceConnectionException>().Message.ShouldContain("cannot be taken back");

        stream.ToArray().ShouldBe(_scene.Video[..400]);
    }

    [Fact]
    public async Task A_transfer_that_breaks_again_and_again_comes_to_an_end()
    {
        var turn = 0;
        var host = new QueueHandler(
            _scene.Clock,
            (request, cancellationToken) =>
                InMemory.Video(_scene.Video, breaksAt: turn++ % 2 == 0 ? 0.2 : 0.4)(request, cancellationToken));

        (await _scene.DownloadAsync(host)).ShouldBeOfType<SeedanceConnectionException>();

        host.Seen.Count.ShouldBeInRange(4, 6);
        _scene.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_half_written_piece_is_never_continued()
    {
        using var slow = new SlowStream(_scene.Clock);
        var host = new QueueHandler(_scene.Clock, InMemory.Video(_scene.Video, "\"v1\""), InMemory.Video(_scene.Video, "\"v1\"", from: 0));

        (await _scene.DownloadAsync(host, slow)).ShouldBeNull();

        slow.ToArray().ShouldBe(_scene.Video);
        host.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_body_that_comes_slowly_but_comes_is_not_given_up_on()
    {
        var host = new QueueHandler(_scene.Clock, async (request, cancellationToken) =>
        {
            var response = await InMemory.Video(_scene.Video)(request, cancellationToken);
            var length = response.Content.Headers.ContentLength;
            response.Content = new StreamContent(new SlowSource(_scene.Clock, _scene.Video));
            response.Content.Headers.ContentLength = length;
            return response;
        });

        (await _scene.DownloadAsync(host)).ShouldBeNull();

        host.Seen.Count.ShouldBe(1);
        _scene.Clock.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMinutes(3));
        (await File.ReadAllBytesAsync(_scene.File)).ShouldBe(_scene.Video);
    }

    [Fact]
    public async Task A_reset_that_the_platform_lets_through_as_it_is_is_a_transfer_that_broke()
    {
        foreach (var thrown in new Exception[] { new System.Net.Sockets.SocketException(107), new IOException("It broke."),
            new TimeoutException("A handler of the host gave up.") })
        {
            var host = new QueueHandler(_scene.Clock, (_, _) => throw thrown, InMemory.Video(_scene.Video));

            (await _scene.DownloadAsync(host)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_transfer_whose_end_alone_is_missing_is_whole()
    {
        var host = new QueueHandler(
            _scene.Clock,
            async (request, cancellationToken) =>
            {
                var response = await InMemory.Video(_scene.Video, "\"v1\"", breaksAt: 1)(request, cancellationToken);
                response.Content.Headers.ContentLength = null;
                response.Headers.TransferEncodingChunked = true;
                return response;
            },
            async (request, cancellationToken) =>
            {
                var response = await InMemory.Status(416)(request, cancellationToken);
                response.Content.Headers.ContentRange = new(_scene.Video.Length);
                return response;
            });

        (await _scene.DownloadAsync(host)).ShouldBeNull();

        (await File.ReadAllBytesAsync(_scene.File)).ShouldBe(_scene.Video);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("\"v2\"")]
    [InlineData("\"v1\"")]
    public async Task A_video_that_was_replaced_by_a_shorter_one_is_never_half_of_the_old_one(string? tag)
    {
        byte[] shorter = [.. _scene.Video.Take(100), .. _scene.Video.Skip(500).Take(300)];
        var host = new QueueHandler(
            _scene.Clock,
            InMemory.Video(_scene.Video, "\"v1\"", breaksAt: 0.4),
            async (request, cancellationToken) =>
            {
                var response = await InMemory.Status(416)(request, cancellationToken);
                response.Content.Headers.ContentRange = new(shorter.Length);
                response.Headers.ETag = tag is null ? null : new(tag);
                return response;
            },
            InMemory.Video(shorter, tag));

        (await _scene.DownloadAsync(host)).ShouldBeNull();

        (await File.ReadAllBytesAsync(_scene.File)).ShouldBe(shorter);
        host.Seen.Select(seen => seen.Range).ShouldBe([null, "bytes=400-", null]);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task The_pause_that_its_host_asks_for_is_kept_to_or_given_up_on(int status)
    {
        var asks = new QueueHandler(_scene.Clock, InMemory.Status(status, "100"), InMemory.Video(_scene.Video));
        var asksTooMuch = new QueueHandler(_scene.Clock, InMemory.Status(status, "1000"), InMemory.Video(_scene.Video));

        (await _scene.DownloadAsync(asks)).ShouldBeNull();
        asks.Pauses.ShouldBe([100]);

        (await _scene.DownloadAsync(asksTooMuch)).ShouldBeOfType<SeedanceConnectionException>().Message.ShouldContain("00:16:40");
        asksTooMuch.Seen.Count.ShouldBe(1);
    }

    /// <summary>A host that sends a piece now and then, each before patience is over.</summary>
    private sealed class SlowSource(StepClock clock, byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await clock.DelayAsync(TimeSpan.FromSeconds(40), cancellationToken).ConfigureAwait(false);
            return Read(buffer.Span[..Math.Min(200, buffer.Length)]);
        }
    }

    /// <summary>A destination that takes longer for a piece than a host may be silent.</summary>
    private sealed class SlowStream(StepClock clock) : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span[..(buffer.Length / 2)]);
            await clock.DelayAsync(TimeSpan.FromMinutes(5), cancellationToken).ConfigureAwait(false);
            Write(buffer.Span[(buffer.Length / 2)..]);
        }
    }
}
