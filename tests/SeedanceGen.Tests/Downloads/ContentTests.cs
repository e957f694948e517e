using System.IO.Compression;
using System.Text;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Downloads;

/// <summary>What comes is a video, or it is not saved as one; the first bytes decide, whatever the content type says.</summary>
public sealed class ContentTests : IDisposable
{
    private static readonly Dictionary<string, (byte[] Bytes, string Shown)> NoVideo = new()
    {
        ["a page"] = (Text("<html><body>maintenance</body></html>"), "an HTML page"),
        ["a page with a doctype"] = (Text("\r\n <!DOCTYPE html><html>" + new string('x', 5000)), "an HTML page"),
        ["XML"] = (Text("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>"), "XML"),
        ["XML with a byte order mark"] = ([0xEF, 0xBB, 0xBF, .. Text("<?xml version=\"1.0\"?><Error/>")], "XML"),
        ["JSON"] = (Text("{\"success\":false,\"error\":{\"code\":\"x\",\"message\":\"m\"}}"), "JSON"),
        ["a list"] = (Text("[1, 2, 3]"), "JSON"),
        ["a text"] = (Text("Not found, and much more to say about that than what fits in a few bytes"), "a text"),
        ["a text with the name of a box"] = (Text("The free trial has ended: " + new string('x', 100)), "a text"),
        ["a word"] = (Text("ok"), "a text"),
        ["a text in UTF-16"] = ([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<html>" + new string('x', 100))], "a text"),
        ["line breaks"] = (Text(new string('\n', 200)), "a text without a word"),
        ["one byte"] = ([0], "another kind"),
        ["zeros"] = (new byte[200], "another kind"),
        ["the first box alone"] = (Text(Videos.Head), "only 24 bytes"),
        ["the beginning of a WebM"] = ([0x1A, 0x45, 0xDF, 0xA3, 1, 2, 3], "only 7 bytes"),
        ["a PNG"] = ([0x89, .. "PNG\r\n\u001a\n"u8, .. new byte[100]], "a PNG picture"),
        ["a JPEG"] = ([0xFF, 0xD8, 0xFF, 0xE0, .. new byte[100]], "a JPEG picture"),
        ["a HEIC"] = ([0, 0, 0, 24, .. "ftypheic"u8, .. new byte[100]], "a picture"),
        ["an AVIF"] = ([0, 0, 0, 24, .. "ftypavif"u8, .. new byte[100]], "a picture"),
        ["sound"] = ([0, 0, 0, 24, .. "ftypM4A "u8, .. new byte[100]], "sound"),
        ["a ZIP"] = ([.. "PK\u0003\u0004"u8, .. new byte[100]], "a ZIP archive"),
        ["gzip that nothing announces"] = (Gzip(Videos.OfLength(500)), "gzip"),
    };

    private static readonly Dictionary<string, byte[]> Begin = new()
    {
        ["isom"] = [0, 0, 0, 32, .. "ftypisom"u8],
        ["mp42"] = [0, 0, 0, 24, .. "ftypmp42"u8],
        ["mp41"] = [0, 0, 0, 20, .. "ftypmp41"u8],
        ["avc1"] = [0, 0, 0, 28, .. "ftypavc1"u8],
        ["iso6"] = [0, 0, 0, 28, .. "ftypiso6"u8],
        ["dash"] = [0, 0, 0, 28, .. "ftypdash"u8],
        ["M4V"] = [0, 0, 0, 28, .. "ftypM4V "u8],
        ["3gp"] = [0, 0, 0, 28, .. "ftyp3gp5"u8],
        ["QuickTime"] = [0, 0, 0, 20, .. "ftypqt  "u8],
        ["a brand of the future"] = [0, 0, 0, 20, .. "ftypsd30"u8],
        ["moov"] = [0, 0, 2, 0, .. "moov"u8],
        ["mdat"] = [0x7F, 0, 2, 0, .. "mdat"u8],
        ["mdat with 64 bits"] = [0, 0, 0, 1, .. "mdat"u8],
        ["mdat to the end"] = [0, 0, 0, 0, .. "mdat"u8],
        ["wide"] = [0, 0, 0, 8, .. "wide"u8],
        ["free"] = [0, 0, 0, 8, .. "free"u8],
        ["skip"] = [0, 0, 0, 16, .. "skip"u8],
        ["WebM"] = [0x1A, 0x45, 0xDF, 0xA3, 0x9F],
    };

    private readonly DownloadScene _scene = new();

    public static TheoryData<string> Others => [.. NoVideo.Keys];

    public static TheoryData<string> Beginnings => [.. Begin.Keys];

    public void Dispose() => _scene.Dispose();

    [Theory]
    [MemberData(nameof(Others))]
    public async Task What_is_no_video_is_not_saved_as_one_and_the_error_says_what_it_is(string name)
    {
        await File.WriteAllTextAsync(_scene.File, DownloadScene.Old);
        using var stream = new MemoryStream();
        foreach (var contentType in new[] { "video/mp4", "application/octet-stream", null })
        {
            foreach (var toStream in new[] { false, true })
            {
                var host = new QueueHandler(_scene.Clock, (request, cancellationToken) => (
                    request.RequestUri!.Host == "cdn.example.com"
                        ? Response(NoVideo[name].Bytes, contentType) : InMemory.Job("succeeded"))(request, cancellationToken));

                var error = await (toStream ? _scene.DownloadAsync(host, stream) : _scene.DownloadAsync(host));

                var message = error.ShouldBeOfType<SeedanceConnectionException>().Message;
                message.ShouldContain(NoVideo[name].Shown);
                message.ShouldContain(nameof(DownloadOptions.AcceptAnyContent));
                if (contentType is not null)
                    message.ShouldContain($"'{contentType}'");
                host.Seen.Count.ShouldBe(3, "the link is renewed once");
            }
        }

        stream.Length.ShouldBe(0);
        _scene.Names.ShouldBe(["river.mp4"]);
        (await File.ReadAllTextAsync(_scene.File)).ShouldBe(DownloadScene.Old);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task A_caller_that_takes_anything_gets_it_as_it_is(string name)
    {
        var host = new QueueHandler(_scene.Clock, Response(NoVideo[name].Bytes, "text/html"));

        (await _scene.DownloadAsync(host, new DownloadOptions { AcceptAnyContent = true })).ShouldBeNull();

        (await File.ReadAllBytesAsync(_scene.File)).ShouldBe(NoVideo[name].Bytes);
    }

    [Theory]
    [MemberData(nameof(Beginnings))]
    public async Task A_video_is_saved_with_any_content_type_also_when_it_comes_byte_by_byte(string name)
    {
        byte[] video = [.. Begin[name], .. Enumerable.Repeat((byte)7, 200)];
        foreach (var contentType in new[] { "video/mp4", "text/plain", "text/html", "application/json", "application/xml", null })
        {
            var host = new QueueHandler(_scene.Clock, async (request, cancellationToken) =>
            {
                var response = await Response(video, contentType)(request, cancellationToken);
                var type = response.Content.Headers.ContentType;
                response.Content = new StreamContent(new OneByOne(video));
                response.Content.Headers.ContentType = type;
                response.Content.Headers.ContentLength = video.Length;
                return response;
            });

            (await _scene.DownloadAsync(host)).ShouldBeNull($"{contentType}");

            (await File.ReadAllBytesAsync(_scene.File)).ShouldBe(video);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("x-gzip")]
    [InlineData("deflate")]
    [InlineData("raw deflate")]
    [InlineData("br")]
    [InlineData("identity")]
    public async Task A_coding_that_nobody_asked_for_is_decoded(string coding)
    {
        var video = Videos.OfLength(200_000);
        using var stream = new MemoryStream();

        (await _scene.DownloadAsync(new QueueHandler(_scene.Clock, Coded(video, coding)))).ShouldBeNull();
        (await _scene.DownloadAsync(new QueueHandler(_scene.Clock, Coded(video, coding)), stream)).ShouldBeNull();

        (await File.ReadAllBytesAsync(_scene.File)).ShouldBe(video);
        stream.ToArray().ShouldBe(video);
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("compress")]
    [InlineData("gzip, br")]
    [InlineData("a-coding-whose-name-is-much-longer-than-any-name-that-one-would-want-to-read")]
    public async Task A_coding_that_cannot_be_decoded_is_refused_by_its_name(string coding)
    {
        foreach (var accept in new[] { false, true })
        {
            var host = new QueueHandler(_scene.Clock, Response(_scene.Video, "video/mp4", coding));

            var error = await _scene.DownloadAsync(host, new DownloadOptions { AcceptAnyContent = accept });

            error.ShouldBeOfType<SeedanceConnectionException>().Message.ShouldContain($"'{coding[..Math.Min(32, coding.Length)]}'");
            host.Seen.Count.ShouldBe(1);
            _scene.Names.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("gzip", 3)]
    [InlineData("gzip", 100)]
    [InlineData("deflate", 2)]
    [InlineData("deflate", 100)]
    [InlineData("br", 100)]
    public async Task A_coded_body_that_is_cut_is_not_a_whole_video(string coding, int missing)
    {
        var whole = Encode(Videos.OfLength(50_000), coding);
        var host = new QueueHandler(_scene.Clock, Response(whole[..^missing], "video/mp4", coding));

        (await _scene.DownloadAsync(host)).ShouldBeOfType<SeedanceConnectionException>();

        _scene.Names.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_body_that_is_not_coded_as_it_says_is_a_typed_error(string coding)
    {
        var host = new QueueHandler(_scene.Clock, Response([.. Enumerable.Repeat((byte)0xFF, 500)], "video/mp4", coding));

        (await _scene.DownloadAsync(host)).ShouldBeOfType<SeedanceConnectionException>();

        _scene.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_coded_page_is_no_video_either()
    {
        var host = new QueueHandler(_scene.Clock, (request, cancellationToken) => (
            request.RequestUri!.Host == "cdn.example.com"
                ? Coded(Text("<html>maintenance</html>"), "gzip") : InMemory.Job("succeeded"))(request, cancellationToken));

        (await _scene.DownloadAsync(host)).ShouldBeOfType<SeedanceConnectionException>().Message.ShouldContain("an HTML page");

        _scene.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_coded_transfer_that_breaks_begins_again_and_is_never_continued_by_a_range()
    {
        var video = Videos.OfLength(200_000);
        var coded = Encode(video, "gzip");
        var host = new QueueHandler(_scene.Clock, Broken(coded, "gzip"), Coded(video, "gzip"));
        var toStream = new QueueHandler(_scene.Clock, Broken(coded, "gzip"), Coded(video, "gzip"));
        using var stream = new MemoryStream();

        (await _scene.DownloadAsync(host)).ShouldBeNull();
        var error = await _scene.DownloadAsync(toStream, stream);

        (await File.ReadAllBytesAsync(_scene.File)).ShouldBe(video);
        host.Seen.ShouldAllBe(seen => seen.Range == null);
        error.ShouldBeOfType<SeedanceConnectionException>().Message.ShouldContain("cannot be taken back");
        video.AsSpan().StartsWith(stream.ToArray()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_coded_part_is_not_put_behind_what_was_written()
    {
        var coded = InMemory.Video(_scene.Video, "\"v1\"", from: 400);
        var host = new QueueHandler(
            _scene.Clock,
            InMemory.Video(_scene.Video, "\"v1\"", breaksAt: 0.4),
            async (request, cancellationToken) =>
            {
                var response = await coded(request, cancellationToken);
                response.Content.Headers.ContentEncoding.Add("gzip");
                return response;
            },
            InMemory.Video(_scene.Video, "\"v1\""));

        (await _scene.DownloadAsync(host)).ShouldBeNull();

        (await File.ReadAllBytesAsync(_scene.File)).ShouldBe(_scene.Video);
        host.Seen.Select(seen => seen.Range).ShouldBe([null, "bytes=400-", null]);
    }

    [Fact]
    public async Task The_limit_counts_the_decoded_bytes()
    {
        var host = new QueueHandler(_scene.Clock, Coded([.. Videos.OfLength(100), .. new byte[1_000_000]], "gzip"));

        var error = await _scene.DownloadAsync(host, new DownloadOptions { MaxBytes = 500_000 });

        error.ShouldBeOfType<SeedanceConnectionException>().Message.ShouldContain("larger than 500000 bytes");
        _scene.Names.ShouldBeEmpty();
    }

    [Fact]
    [PastTheProxy("A video is no operation of the API.")]
    public async Task No_coding_is_asked_for()
    {
        await using var server = new ScriptedServer(OnSocket.Status(200, Videos.Head + new string('x', 100)));
        await using var client = server.CreateClient();

        await client.DownloadAsync(DownloadScene.Finished(new Uri(server.BaseAddress, "/river.mp4").AbsoluteUri), _scene.File);

        server.Requests.ShouldHaveSingleItem().Headers["Accept-Encoding"].ShouldBe("identity");
    }

    private static InMemoryResponse Coded(byte[] video, string coding) =>
        Response(Encode(video, coding), "video/mp4", coding == "raw deflate" ? "deflate" : coding);

    private static InMemoryResponse Broken(byte[] coded, string coding) => async (request, cancellationToken) =>
    {
        var response = await InMemory.Video(coded, "\"v1\"", breaksAt: 0.6)(request, cancellationToken);
        response.Content.Headers.ContentEncoding.Add(coding);
        return response;
    };

    private static InMemoryResponse Response(byte[] bytes, string? contentType, string? coding = null) => (_, _) =>
    {
        var response = new HttpResponseMessage { Content = new ByteArrayContent(bytes) };
        if (contentType is not null)
            response.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (coding is not null)
            response.Content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        return Task.FromResult(response);
    };

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Gzip(byte[] bytes) => Encode(bytes, "gzip");

    private static byte[] Encode(byte[] bytes, string coding)
    {
        if (coding == "identity")
            return bytes;

        using var coded = new MemoryStream();
        using (Stream encoder = coding.ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" => new GZipStream(coded, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(coded, CompressionLevel.Fastest, leaveOpen: true),
            "raw deflate" => new DeflateStream(coded, CompressionLevel.Fastest, leaveOpen: true),
            _ => new BrotliStream(coded, CompressionLevel.Fastest, leaveOpen: true),
        })
            encoder.Write(bytes);
        return coded.ToArray();
    }

    private sealed class OneByOne(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }
}
