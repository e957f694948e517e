using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.TestKit.Telemetry;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Faults;

/// <summary>
/// Another layer touched a response. What matters in it is read all the same, of every operation, and the log says what was odd.
/// </summary>
[PastTheProxy("The responses are not what is described.")]
public sealed class TouchedResponseTests
{
    private const string Accepted = """{"success":true,"requestId":"req_7","status":"queued","creditsCharged":40}""";
    private const string Job =
        """{"success":true,"requestId":"req_7","status":"succeeded","prompt":"é","output":"""
        + """{"type":"video","url":"https://x.example/v.mp4"}}""";
    private const string Cancelled = """{"success":true,"requestId":"req_7","status":"cancelled"}""";
    private const string Models = """{"success":true,"data":[{"id":"m"}]}""";
    private const string Refused = """{"success":false,"error":{"code":"unauthorized","message":"Invalid API key"}}""";

    private static readonly Dictionary<string, Func<byte[], (byte[] Body, string? Coding)>> Touches = new()
    {
        ["BOM"] = body => ([0xEF, 0xBB, 0xBF, .. body], null),
        ["two BOMs"] = body => ([0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, .. body], null),
        ["UTF-16"] = body => (Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body)), null),
        ["UTF-16 with BOM"] = body => ([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body))], null),
        ["UTF-16 BE with BOM"] = body => ([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Encoding.UTF8.GetString(body))], null),
        ["UTF-32"] = body => ([0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes(Encoding.UTF8.GetString(body))], null),
        ["gzip"] = body => (Compressed(body, Gzip), "gzip"),
        ["x-gzip"] = body => (Compressed(body, Gzip), "X-GZip"),
        ["gzip without its header"] = body => (Compressed(body, Gzip), null),
        ["gzip in name alone"] = body => (body, "gzip"),
        ["gzip twice"] = body => (Compressed(Compressed(body, Gzip), Gzip), "gzip, gzip"),
        ["gzip with BOM inside"] = body => (Compressed([0xEF, 0xBB, 0xBF, .. body], Gzip), "gzip"),
        ["deflate"] = body => (Compressed(body, stream => new ZLibStream(stream, CompressionMode.Compress)), "deflate"),
        ["deflate without its frame"] = body =>
            (Compressed(body, stream => new DeflateStream(stream, CompressionMode.Compress)), "deflate"),
        ["br"] = body => (Compressed(body, stream => new BrotliStream(stream, CompressionMode.Compress)), "br"),
        ["identity"] = body => (body, "identity"),
        ["NUL at the end"] = body => ([.. body, 0, 0, 0], null),
        ["text at the end"] = body => ([.. body, .. "<!-- served by edge -->"u8], null),
    };

    public static TheoryData<string> Names => [.. Touches.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_operation_reads_what_another_layer_touched(string touch)
    {
        var log = new LogRecorder();
        using var server = Handler(touch, (Accepted, 200), (Job, 200), (Cancelled, 200), (Models, 200));
        await using var client = Client(server, log);

        var job = await client.SubmitAsync(Requests.River);
        var video = await client.GetAsync("req_7");
        var cancelled = await client.CancelAsync("req_7");
        var models = await client.ListModelsAsync();

        (job.Id, job.CreditsCharged).ShouldBe(("req_7", 40));
        (video.Status, video.Prompt, JobState.Of(video).VideoLink).ShouldBe(
            (GenerationStatus.Succeeded, "é", new Uri("https://x.example/v.mp4")));
        cancelled.Status.ShouldBe(GenerationStatus.Cancelled);
        models.ShouldHaveSingleItem().GetRawText().ShouldBe("""{"id":"m"}""");
        log.Lines.Count(line => line.EventId.Name == "OddResponse").ShouldBe(touch is "identity" or "gzip in name alone" ? 0 : 4);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_operation_reads_the_error_that_another_layer_touched(string touch)
    {
        if (touch.EndsWith("at the end", StringComparison.Ordinal))
            return;

        foreach (var status in new[] { 401, 200 })
        {
            using var server = Handler(touch, (Refused, status));
            await using var client = Client(server);
            foreach (var call in new Func<Task>[]
                     {
                         () => client.SubmitAsync(Requests.River), () => client.GetAsync("req_7"), () => client.CancelAsync("req_7"),
                         () => client.ListModelsAsync(),
                     })
            {
                (await Should.ThrowAsync<SeedanceAuthenticationException>(call)).Message.ShouldContain("Invalid API key");
            }
        }
    }

    [Theory]
    [InlineData("\"duration\":5.04", "duration", "5.04")]
    [InlineData("\"duration\":\"5\"", "duration", "\"5\"")]
    [InlineData("\"duration\":99999999999", "duration", "99999999999")]
    [InlineData("\"duration\":{\"s\":5}", "duration", "{\"s\":5}")]
    [InlineData("\"prompt\":[\"a\"]", "prompt", "[\"a\"]")]
    [InlineData("\"prompt\":7", "prompt", "7")]
    [InlineData("\"model\":{\"id\":\"m\"}", "model", "{\"id\":\"m\"}")]
    [InlineData("\"aspectRatio\":1.78", "aspectRatio", "1.78")]
    [InlineData("\"aspectRatio\":true", "aspectRatio", "true")]
    public async Task An_echo_of_another_shape_hides_neither_status_nor_link_and_is_kept_as_it_came(string field, string name, string raw)
    {
        var log = new LogRecorder();
        var body = $$"""{"success":true,"requestId":"req_7",{{field}},"status":"succeeded","output":{"url":"https://x.example/v.mp4"} }""";
        var handler = new QueueHandler(new StepClock(), InMemory.Json(body));
        await using var client = handler.CreateClient(options => options.LoggerFactory = log);

        var video = await client.WaitAsync("req_7");

        JobState.Of(video).VideoLink.ShouldBe(new Uri("https://x.example/v.mp4"));
        video.AdditionalProperties[name].GetRawText().ShouldBe(raw);
        Documented.ShouldBeJson(JsonSerializer.Serialize(video, SeedanceJsonContext.Default.VideoGeneration), body);
        log.Lines.Single(line => line.EventId.Name == "OddResponse").Text.ShouldEndWith($": the field '{name}'");
    }

    [Theory]
    [InlineData("""[{"type":"video","url":"https://x.example/v.mp4"}]""")]
    [InlineData("""[null,5,{"type":"thumbnail"},{"type":"video","url":"https://x.example/v.mp4"}]""")]
    [InlineData("""[{"type":7,"url":"https://x.example/v.mp4"}]""")]
    [InlineData("""{"type":["video"],"url":"https://x.example/v.mp4"}""")]
    [InlineData("""{"type":"video","url":["https://x.example/v.mp4"]}""")]
    [InlineData("""{"type":"video","url":"https://x.example/v.mp4","size":{"deep":[[]]}}""")]
    [InlineData("\"https://x.example/v.mp4\"")]
    [InlineData("[\"https://x.example/v.mp4\"]")]
    public async Task The_link_is_found_in_an_output_of_another_shape(string output)
    {
        var body = $$"""{"success":true,"requestId":"req_7","status":"succeeded","duration":"5","output":{{output}}}""";
        var handler = new QueueHandler(new StepClock(), InMemory.Json(body));
        await using var client = handler.CreateClient();

        var video = await client.WaitAsync("req_7");

        JobState.Of(video).VideoLink.ShouldBe(new Uri("https://x.example/v.mp4"));
        var written = JsonSerializer.Serialize(video, SeedanceJsonContext.Default.VideoGeneration);
        JsonDocument.Parse(written).RootElement.EnumerateObject().Select(property => property.Name).ShouldBeUnique();
    }

    [Fact]
    public async Task A_list_in_place_of_one_output_is_kept_as_it_came_too()
    {
        const string List = """[{"type":"video","url":"https://x.example/v.mp4"},{"type":"audio","url":"https://x.example/a.mp3"}]""";
        var handler = new QueueHandler(
            new StepClock(), InMemory.Json($$"""{"success":true,"requestId":"req_7","status":"succeeded","output":{{List}}}"""));
        await using var client = handler.CreateClient();

        var video = await client.GetAsync("req_7");

        video.Output!.Url.ShouldBe(new Uri("https://x.example/v.mp4"));
        video.AdditionalProperties["output"].GetRawText().ShouldBe(List);
    }

    [Theory]
    [InlineData("""{"success":true,"requestId":"req_7"}""")]
    [InlineData("""{"success":true,"status":"succeeded"}""")]
    [InlineData("""{"success":true,"requestId":"req_7","status":{"is":"succeeded"}}""")]
    [InlineData("""{"ok":1}""")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_job_without_id_or_status_is_none(string body)
    {
        var handler = new QueueHandler(new StepClock(), InMemory.Json(body));
        await using var client = handler.CreateClient(options => options.MaxAttempts = 1);

        await client.GetAsync("req_7").ShouldThrowAsync<SeedanceConnectionException>();
        await client.CancelAsync("req_7").ShouldThrowAsync<SeedanceConnectionException>();
    }

    [Fact]
    public async Task A_body_that_grows_beyond_the_limit_when_it_is_decompressed_is_too_large_and_keeps_its_job()
    {
        var body = $$"""{"success":true,"requestId":"req_7","status":"queued","more":"{{new string('x', 5_000_000)}}"}""";
        using var server = Handler("gzip", (body, 200));
        await using var client = Client(server);

        var error = await client.SubmitAsync(Requests.River).ShouldThrowAsync<SubmissionOutcomeUnknownException>();

        error.RequestId.ShouldBe("req_7");
        error.Message.ShouldContain(nameof(SeedanceClientOptions.MaxResponseBytes));
    }

    [Fact]
    public async Task A_compressed_acceptance_that_breaks_off_names_its_job()
    {
        var noise = Convert.ToBase64String(Enumerable.Range(0, 3000).Select(number => (byte)(number * 7919 >> 3)).ToArray());
        var whole = Compressed(
            Encoding.UTF8.GetBytes($$"""{"success":true,"requestId":"req_7","status":"queued","more":"{{noise}}"}"""), Gzip);
        var part = whole[..(whole.Length / 2)];
        var handler = new QueueHandler(new StepClock(), (_, _) => Task.FromResult(Response(part, 200, "gzip")));
        await using var client = handler.CreateClient();

        (await client.SubmitAsync(Requests.River).ShouldThrowAsync<SubmissionOutcomeUnknownException>()).RequestId.ShouldBe("req_7");
    }

    [Fact]
    public async Task A_coding_that_cannot_be_read_is_named()
    {
        var handler = new QueueHandler(
            new StepClock(), (_, _) => Task.FromResult(Response([0x28, 0xB5, 0x2F, 0xFD, 1, 2, 3], 200, "zstd")));
        await using var client = handler.CreateClient(options => options.MaxAttempts = 1);

        (await client.GetAsync("req_7").ShouldThrowAsync<SeedanceConnectionException>()).Message.ShouldContain("cannot read (zstd)");
        (await client.SubmitAsync(Requests.River).ShouldThrowAsync<SubmissionOutcomeUnknownException>()).Message.ShouldContain("(zstd)");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_key_in_a_touched_response_is_masked(string touch)
    {
        const string Body = """{"success":true,"requestId":"req_7","status":"queued","note":"sd2_live_test"}""";
        using var server = Handler(touch, (Body, 200));
        await using var client = Client(server);

        var response = await client.Api.GetVideoGenerationWithResponseAsync("req_7");

        var text = Encoding.UTF8.GetString(response.Body.Span);
        text.ShouldContain("req_7");
        (JsonSerializer.Serialize(response.Value, SeedanceJsonContext.Default.VideoGeneration) + text).ShouldNotContain("sd2_live_test");
    }

    private static QueueHandler Handler(string touch, params (string Body, int Status)[] responses) => new(
        new StepClock(),
        [
            .. responses.Select(response => (InMemoryResponse)((_, _) =>
            {
                var (body, coding) = Touches[touch](Encoding.UTF8.GetBytes(response.Body));
                return Task.FromResult(Response(body, response.Status, coding));
            })),
        ]);

    private static SeedanceClient Client(QueueHandler handler, LogRecorder? log = null) => handler.CreateClient(options =>
    {
        options.MaxAttempts = 1;
        if (log is not null)
            options.LoggerFactory = log;
    });

    private static HttpResponseMessage Response(byte[] body, int status, string? coding)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(body) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        if (coding is not null)
            response.Content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        return response;
    }

    private static Stream Gzip(Stream stream) => new GZipStream(stream, CompressionMode.Compress);

    private static byte[] Compressed(byte[] body, Func<Stream, Stream> compress)
    {
        using var result = new MemoryStream();
        using (var stream = compress(result))
            stream.Write(body);
        return result.ToArray();
    }
}
