using System.Text;
using SeedanceGen.Errors;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.TestKit.Telemetry;
using SeedanceGen.Tests.Telemetry;
using SeedanceGen.Tests.Wire;
using SeedanceGen.Texts;

namespace SeedanceGen.Tests.Outside;

/// <summary>What comes from outside is bounded and cleaned before it reaches a message, a log or a span.</summary>
[Collection(ListeningAlone.Name)]
public sealed class OutsideTextTests
{
    private const string Nasty = "a\r\nb\0c\u001b[31md\u001b]0;title\u0007e\u009b2Jf\u0085g\u007fh\u2028i\u202Ej\u2066k\ud800l";

    [Fact]
    public void A_text_of_control_characters_is_one_line_of_the_rest() =>
        OutsideText.Message(Nasty).ShouldBe("a b c d e f g h i j k\uFFFDl");

    [Theory]
    [InlineData("plain")]
    [InlineData("Blåbärssylt 🎬 はい (\"quoted\") – fine")]
    [InlineData("https://cdn.example.com/video@2x.mp4")]
    [InlineData("")]
    public void A_clean_text_stays_the_same_object(string text) => OutsideText.Message(text).ShouldBeSameAs(text);

    [Theory]
    [InlineData("\u001b", "")]
    [InlineData("a\u001b", "a ")]
    [InlineData("a\u001b[", "a ")]
    [InlineData("a\u001b[12;3", "a 12;3")]
    [InlineData("a\u001b]never ends", "a never ends")]
    [InlineData("a\u001bPdevice\u001b\\b", "a b")]
    [InlineData("a\u001b(Bb", "a (Bb")]
    public void An_escape_sequence_ends_where_it_ends(string text, string shown) => OutsideText.Message(text).ShouldBe(shown);

    [Theory]
    [InlineData('a')]
    [InlineData('é')]
    [InlineData('語')]
    public void A_long_text_is_bounded_in_bytes_and_says_how_long_it_was(char letter)
    {
        var text = new string(letter, 3_000_000);

        foreach (var (shown, most) in new[] { (OutsideText.Message(text), 4096), (OutsideText.Label(text), 256) })
        {
            Encoding.UTF8.GetByteCount(shown).ShouldBeInRange(most - 8, most);
            shown.ShouldEndWith("… (3000000 characters)");
        }
    }

    [Fact]
    public void A_cut_splits_no_character()
    {
        foreach (var before in Enumerable.Range(0, 4))
            OutsideText.Label(new string('a', before) + string.Concat(Enumerable.Repeat("🎬", 200))).ShouldNotContain('\uFFFD');
    }

    [Theory]
    [InlineData("key sd2_live_0123456789abcdef.", "key ***.")]
    [InlineData("SD2_TEST_abcd-efgh", "***")]
    [InlineData("?k=sd2%5Flive%5Fabcdef", "?k=***")]
    [InlineData(@"{""k"":""sd2\u005flive\u005fabcdef""}", @"{""k"":""***""}")]
    [InlineData("http://user:pass@proxy:3128/ failed", "http://***@proxy:3128/ failed")]
    [InlineData("http://user:p%40ss@proxy", "http://***@proxy")]
    [InlineData("http://user:p@ss@proxy", "http://***@proxy")]
    [InlineData("http://user:p/ss@proxy:3128", "http://***@proxy:3128")]
    [InlineData("socks5://token@proxy", "socks5://***@proxy")]
    [InlineData("see https://cdn.example.com/v.mp4?X-Amz-Signature=abc&e=1, then", "see https://cdn.example.com/v.mp4?*** then")]
    [InlineData("Location: /v.mp4?Expires=1&Signature=abc", "Location: /v.mp4?Expires=1&Signature=***")]
    [InlineData("/v?X-Goog-Credential=abc", "/v?X-Goog-Credential=***")]
    public void A_secret_is_masked_by_its_shape(string text, string shown) => OutsideText.Message(text).ShouldBe(shown);

    [Theory]
    [InlineData("sd2_live_ is the beginning of a key")]
    [InlineData("https://host:8080/a@b")]
    [InlineData("What is wrong? Ask a@b.example")]
    public void What_is_no_secret_is_shown(string text) => OutsideText.Message(text).ShouldBe(text);

    [Fact]
    public void A_text_made_to_be_slow_is_cleaned_in_no_time()
    {
        foreach (var part in new[] { "://a:", "://", "?", "@", "sd2_", "sd2_live_a", "\u001b]", "\u001b[", "?sig=", "://a?" })
        {
            var time = System.Diagnostics.Stopwatch.StartNew();
            OutsideText.Message(string.Concat(Enumerable.Repeat(part, 1_000_000)));
            time.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5), part);
        }
    }

    [Fact]
    public void A_cause_that_quotes_outside_is_made_again_with_its_type_and_its_stack()
    {
        var thrown = new HttpRequestException(
            HttpRequestError.ProxyTunnelError, "a\nb", new IOException("http://u:secret@p", new NotSupportedException("sd2_live_abcdef")));
        Action throws = () => throw thrown;
        throws.ShouldThrow<HttpRequestException>();

        var clean = OutsideCause.Clean(thrown).ShouldBeOfType<HttpRequestException>();

        clean.HttpRequestError.ShouldBe(HttpRequestError.ProxyTunnelError);
        clean.StackTrace.ShouldNotBeNull().ShouldContain(nameof(A_cause_that_quotes_outside_is_made_again_with_its_type_and_its_stack));
        clean.ToString().ShouldContain("NotSupportedException: ***");
        clean.ToString().ShouldNotContain("secret");
    }

    [Fact]
    public void A_clean_cause_stays_the_same_object()
    {
        var cause = new InvalidOperationException("fine", new IOException("fine, too"));

        OutsideCause.Clean(cause).ShouldBeSameAs(cause);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [PastTheProxy("The errors are not what is described.")]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(200)]
    public async Task A_message_of_the_service_of_any_length_and_content_is_one_bounded_line(int status)
    {
        var body = System.Text.Json.JsonSerializer.Serialize(new
        {
            success = false,
            error = new
            {
                code = "co\nde\u001b[2J" + new string('c', 100_000),
                message = "\u001b[31mBAD\r\n\0 " + new string('m', 3_000_000),
            },
        });
        var clock = new StepClock();
        var handler = new QueueHandler(clock, InMemory.Json(body, status));
        await using var client = handler.CreateClient(options => options.MaxAttempts = 1);

        foreach (var call in new Func<Task>[]
        {
            () => client.SubmitAsync(Requests.River), () => client.GetAsync("req_1"), () => client.CancelAsync("req_1"),
            () => client.ListModelsAsync(), () => client.Api.ListModelsAsync(),
            () => client.WaitAsync("req_1", new WaitOptions { Timeout = TimeSpan.FromSeconds(5) }),
        })
        {
            var error = (await clock.RunAsync(() => Record.ExceptionAsync(call))).ShouldBeAssignableTo<SeedanceException>()!;
            for (Exception? cause = error; cause is not null; cause = cause.InnerException)
                ShouldBeClean(cause.Message);
            if (error is not SeedanceApiException { Response: var response })
                continue;
            ShouldBeClean(response.Code!);
            ShouldBeClean(response.Message!);
            if (status == 401)
                error.Message.ShouldEndWith("Check the API key: it is missing, revoked, expired or of another service.");
        }
    }

    [Fact]
    [PastTheProxy("An id and a status have control characters.")]
    public async Task An_id_and_a_status_of_any_content_are_clean_in_log_span_and_message()
    {
        using var log = new LogRecorder();
        using var telemetry = new TelemetryRecorder();
        var strange = "q\r\n\u001b[31m\u202E" + new string('x', 10_000);
        var clock = new StepClock();
        var handler = new QueueHandler(clock, InMemory.Json(System.Text.Json.JsonSerializer.Serialize(
            new { success = true, requestId = strange, status = strange, creditsCharged = 40 })));
        await using var client = handler.CreateClient(options => options.LoggerFactory = log);

        Exception?[] errors =
        [
            await Record.ExceptionAsync(() => client.SubmitAsync(Requests.River)),
            await Record.ExceptionAsync(() => clock.RunAsync(() => client.WaitAsync(strange))),
            await Record.ExceptionAsync(() => client.WaitAsync(strange, cancellationToken: new CancellationToken(canceled: true))),
        ];

        foreach (var error in errors.OfType<Exception>())
            ShouldBeClean(error.Message);
        log.Lines.ShouldNotBeEmpty();
        foreach (var line in log.Everything.Split('\n'))
            ShouldBeClean(line.TrimEnd('\r'));
        telemetry.Spans.ShouldNotBeEmpty();
        foreach (var tag in telemetry.Spans.SelectMany(span => span.TagObjects.Concat(span.Events.SelectMany(one => one.Tags))))
            ShouldBeClean(tag.Value?.ToString() ?? "");
    }

    private static void ShouldBeClean(string text)
    {
        Encoding.UTF8.GetByteCount(text).ShouldBeLessThanOrEqualTo(OutsideText.LongestMessage);
        text.Any(char.IsControl).ShouldBeFalse(text);
        text.ShouldNotContain('\u202E');
    }
}
