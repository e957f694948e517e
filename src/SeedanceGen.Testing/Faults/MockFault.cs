using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Faults;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing;

/// <summary>
/// One way in which an exchange goes wrong: the connection breaks, or the caller gets another response than the API describes.
/// <c>SeedanceMock.Given</c> and <see cref="MockChaos"/> say when.
/// </summary>
/// <remarks>
/// By default the mock processes the request first (accepts and charges the job, carries out the cancel) exactly when it sends a part of
/// the request's own response. <see cref="AfterProcessing"/> and <see cref="WithoutProcessing"/> change that.
/// </remarks>
public sealed class MockFault
{
    internal const int LowestStatus = 200;
    internal const int HighestStatus = 599;

    private static readonly byte[] Html = Encoding.UTF8.GetBytes("<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>");
    private static readonly byte[] HalfAnObject = Encoding.UTF8.GetBytes("{\"success\":tru");
    private static readonly TimeSpan CataloguePause = TimeSpan.FromSeconds(7);
    private static readonly FaultPoint[] Points = Enum.GetValues<FaultPoint>();
    private static readonly int[] Statuses = [408, 429, 500, 502, 503, 504];

    private readonly string _call;
    private readonly bool _isProcessedByItself;
    private readonly Func<MockResponse, DateTimeOffset, MockResponse> _apply;

    private MockFault(string name, string call, bool isProcessed, Func<MockResponse, DateTimeOffset, MockResponse> apply) =>
        (Name, _call, IsProcessed, _isProcessedByItself, _apply) = (name, call, isProcessed, isProcessed, apply);

    private MockFault(MockFault other, bool isProcessed)
        : this(other.Name, other._call, isProcessed, other._apply) => _isProcessedByItself = other._isProcessedByItself;

    /// <summary>
    /// Every kind of fault. Each fault of a connection is there twice, with and without the request being processed; <see cref="ToString"/>
    /// tells the two apart.
    /// </summary>
    public static IReadOnlyList<MockFault> Catalogue { get; } =
    [
        .. from fault in Connections() from variant in new[] { fault.WithoutProcessing(), fault.AfterProcessing() } select variant,
        .. Statuses.Select(status => Status(status)),
        .. Statuses.Select(status => Status(status, CataloguePause)),
        Status(503, CataloguePause, asDate: true),
        Status(500).AfterProcessing(),
        MalformedJson(),
        HtmlPage(),
        HtmlPage(200),
        ErrorEnvelope(MockErrorCodes.Fault, "The mock was told to fail this request."),
        NoContent(),
    ];

    /// <summary>
    /// Faults that people meet, each by its usual name; none of them is documented. They are not in the <see cref="Catalogue"/>, whose
    /// faults send the same kinds of responses.
    /// </summary>
    public static IReadOnlyList<MockFault> Presets { get; } =
    [
        ProxyPage(), CaptivePortal(), NotFoundYet(), RateLimited(CataloguePause), InsufficientBalance(), ModeratedPrompt(), ExpiredLink(),
    ];

    /// <summary>Whether <see cref="Status"/> made it.</summary>
    internal bool IsStatus => _call.StartsWith(nameof(Status) + "(", StringComparison.Ordinal);

    /// <summary>What happens on the wire, such as <c>connection reset before the response</c>.</summary>
    public string Name { get; }

    /// <summary>Whether the request is processed before it goes wrong: a submission is then accepted and charged.</summary>
    public bool IsProcessed { get; }

    /// <summary>The response to a request for a video by a link that has expired.</summary>
    internal static MockResponse LinkExpired { get; } = new()
    {
        StatusCode = StatusCodes.Status403Forbidden,
        ContentType = "application/xml",
        Body = "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"u8.ToArray(),
    };

    /// <summary>The response to a request that a fault keeps from being processed.</summary>
    internal static MockResponse NotProcessed { get; } = Error(StatusCodes.Status200OK, "not processed");

    /// <summary>This fault, after the request was processed.</summary>
    public MockFault AfterProcessing() => new(this, isProcessed: true);

    /// <summary>
    /// This fault, and the request is not processed. Where a part of a response is sent, it is that of a response with status 200 and
    /// the error envelope.
    /// </summary>
    public MockFault WithoutProcessing() => new(this, isProcessed: false);

    /// <summary>The server resets the connection (RST).</summary>
    /// <param name="at">How much of the response is sent before.</param>
    public static MockFault ConnectionReset(FaultPoint at = FaultPoint.BeforeResponse) =>
        Cut(nameof(ConnectionReset), "connection reset", at, TransmissionEnd.Reset);

    /// <summary>The server closes the connection cleanly (FIN).</summary>
    /// <param name="at">How much of the response is sent before.</param>
    public static MockFault ConnectionClosed(FaultPoint at = FaultPoint.BeforeResponse) =>
        Cut(nameof(ConnectionClosed), "connection closed", at, TransmissionEnd.Close);

    /// <summary>The server keeps the connection and sends no more; it ends when the caller leaves or the server is disposed of.</summary>
    /// <param name="at">How much of the response is sent before; not all of it, because no caller would notice.</param>
    /// <exception cref="ArgumentOutOfRangeException">The whole response would be sent.</exception>
    public static MockFault Hang(FaultPoint at = FaultPoint.BeforeResponse)
    {
        return at == FaultPoint.AfterBody
            ? throw new ArgumentOutOfRangeException(
                nameof(at), at, "A hang cannot begin after the whole response: the caller has what it waits for. Name an earlier point.")
            : Cut(nameof(Hang), "hang", at, TransmissionEnd.Hang);
    }

    /// <summary>Half of the body, without <c>Content-Length</c>, then a clean close: by the rules of HTTP that is the whole body.</summary>
    public static MockFault TruncatedBody() => Connection(
        "body truncated without a length",
        $"{nameof(TruncatedBody)}()",
        isProcessed: true,
        new ResponseTransmission(FaultPoint.InsideBody, TransmissionEnd.Close) { DeclaresLength = false });

    /// <summary>The body comes in pieces.</summary>
    /// <param name="duration">How long it takes, on the server's <see cref="TimeProvider"/>; more than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is not more than zero.</exception>
    public static MockFault SlowBody(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        return Connection(
            $"body takes {duration}",
            $"{nameof(SlowBody)}({CSharpText.Of(duration)})",
            isProcessed: true,
            new ResponseTransmission(FaultPoint.AfterBody, TransmissionEnd.Close) { Duration = duration });
    }

    /// <summary>Another status, with the error envelope.</summary>
    /// <param name="statusCode">The HTTP status code, 200 to 599.</param>
    /// <param name="retryAfter">What <c>Retry-After</c> asks for, in whole seconds, rounded up; null for no such header.</param>
    /// <param name="asDate">Whether it asks with a date, by the server's clock, instead of a number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status code is not 200 to 599, or the pause is negative.</exception>
    public static MockFault Status(int statusCode, TimeSpan? retryAfter = null, bool asDate = false)
    {
        CheckStatus(statusCode);
        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter.GetValueOrDefault(), TimeSpan.Zero, nameof(retryAfter));
        var name = string.Create(CultureInfo.InvariantCulture, $"status {statusCode}");
        if (retryAfter is not { } pause)
            return Response(name, Call(nameof(Status), statusCode), _ => Error(statusCode, name));

        return Response(
            $"{name} with Retry-After as {(asDate ? "a date" : "seconds")}",
            Call(nameof(Status), statusCode, $"retryAfter: {CSharpText.Of(pause)}" + (asDate ? ", asDate: true" : "")),
            now => Error(statusCode, name) with { Headers = [new("Retry-After", asDate ? DateAfter(now + pause) : SecondsOf(pause))] });
    }

    /// <summary>The response's JSON ends in the middle, with a <c>Content-Length</c> that fits; the request is processed.</summary>
    public static MockFault MalformedJson() => new(
        "malformed JSON",
        $"{nameof(MalformedJson)}()",
        isProcessed: true,
        (response, _) => response with
        {
            Body = response.IsJson ? response.Body[..(response.Body.Length / 2)] : HalfAnObject,
            ContentType = MockResponse.JsonContentType,
        });

    /// <summary>A page for people, as gateways send it.</summary>
    /// <param name="statusCode">The HTTP status code, 200 to 599.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status code is not 200 to 599.</exception>
    public static MockFault HtmlPage(int statusCode = StatusCodes.Status502BadGateway)
    {
        CheckStatus(statusCode);
        return Response(
            string.Create(CultureInfo.InvariantCulture, $"HTML page with status {statusCode}"),
            Call(nameof(HtmlPage), statusCode),
            _ => new MockResponse { StatusCode = statusCode, ContentType = "text/html; charset=utf-8", Body = Html });
    }

    /// <summary>The documented error envelope with any status, such as 200.</summary>
    /// <param name="code">The error's code; the service documents <c>unauthorized</c> only.</param>
    /// <param name="message">The error's text for people.</param>
    /// <param name="statusCode">The HTTP status code, 200 to 599.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status code is not 200 to 599.</exception>
    /// <exception cref="ArgumentException"><paramref name="code"/> is empty.</exception>
    public static MockFault ErrorEnvelope(string code, string message, int statusCode = StatusCodes.Status200OK)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        ArgumentNullException.ThrowIfNull(message);
        CheckStatus(statusCode);
        return Response(
            string.Create(CultureInfo.InvariantCulture, $"error envelope '{code}' with status {statusCode}"),
            string.Create(
                CultureInfo.InvariantCulture, $"{nameof(ErrorEnvelope)}({CSharpText.Of(code)}, {CSharpText.Of(message)}, {statusCode})"),
            _ => MockResponse.Error(statusCode, code, message));
    }

    /// <summary>
    /// A proxy between caller and service does not let the request through: 403, a page for people, and a <c>Via</c> header.
    /// </summary>
    public static MockFault ProxyPage() => Response(
        "a proxy's page with status 403",
        $"{nameof(ProxyPage)}()",
        _ => Page(StatusCodes.Status403Forbidden, "Access denied", "The policy of this network does not allow the address.") with
        {
            Headers = [new("Via", "1.1 proxy.invalid"), new("Cache-Control", "no-store")],
        });

    /// <summary>A network that wants people to sign in first: 302 to its page, on a host that does not exist.</summary>
    public static MockFault CaptivePortal() => Response(
        "a captive portal with status 302",
        $"{nameof(CaptivePortal)}()",
        _ => Page(StatusCodes.Status302Found, "Sign in to the network", "Open a browser to sign in.") with
        {
            Headers = [new("Location", "http://portal.invalid/login"), new("Cache-Control", "no-store")],
        });

    /// <summary>
    /// A job that was just accepted is not found: 404, as for an id that was never given out.
    /// <see cref="SeedanceMockOptions.VisibleAfter"/> does this to every job.
    /// </summary>
    public static MockFault NotFoundYet() => Response(
        "not found yet, with status 404",
        $"{nameof(NotFoundYet)}()",
        _ => MockResponse.Error(StatusCodes.Status404NotFound, MockErrorCodes.UnknownRequestId, "There is no such job yet."));

    /// <summary>Too many requests: 429 with <c>Retry-After</c>. <see cref="SeedanceMockOptions.RateLimit"/> counts them.</summary>
    /// <param name="retryAfter">What <c>Retry-After</c> asks for, in whole seconds, rounded up.</param>
    /// <exception cref="ArgumentOutOfRangeException">The pause is negative.</exception>
    public static MockFault RateLimited(TimeSpan retryAfter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter, TimeSpan.Zero);
        return Response(
            "rate limited, with status 429",
            $"{nameof(RateLimited)}({CSharpText.Of(retryAfter)})",
            _ => TooManyRequests(retryAfter));
    }

    /// <summary>
    /// The credits do not suffice: 402, and nothing is charged. <see cref="SeedanceMockOptions.Balance"/> counts the credits.
    /// </summary>
    public static MockFault InsufficientBalance() => Response(
        "insufficient balance, with status 402",
        $"{nameof(InsufficientBalance)}()",
        _ => MockResponse.Error(
            StatusCodes.Status402PaymentRequired, MockErrorCodes.InsufficientCredits, "The credits do not suffice. Nothing was charged."));

    /// <summary>The service rejects the prompt: 400, and nothing is charged.</summary>
    public static MockFault ModeratedPrompt() => Response(
        "moderated prompt, with status 400",
        $"{nameof(ModeratedPrompt)}()",
        _ => MockResponse.Error(
            StatusCodes.Status400BadRequest, MockErrorCodes.ModeratedPrompt, "The prompt breaks the content policy. Nothing was charged."));

    /// <summary>
    /// The link to a video has expired: 403 and XML, as storage services send it. <see cref="SeedanceMockOptions.LinkLifetime"/> does this
    /// to every link.
    /// </summary>
    public static MockFault ExpiredLink() => Response("expired link, with status 403", $"{nameof(ExpiredLink)}()", _ => LinkExpired);

    /// <summary>204, without a body.</summary>
    public static MockFault NoContent() => Response(
        "status 204", $"{nameof(NoContent)}()", _ => new MockResponse { StatusCode = StatusCodes.Status204NoContent, ContentType = "" });

    /// <summary>The name, and whether the request is processed.</summary>
    public override string ToString() => IsProcessed ? $"{Name}, after the request was processed" : Name;

    /// <summary>The C# expression that makes this fault again, so that the description of chaos can be pasted.</summary>
    internal string ToCode() => $"{nameof(MockFault)}.{_call}" + (IsProcessed == _isProcessedByItself ? ""
        : IsProcessed ? $".{nameof(AfterProcessing)}()" : $".{nameof(WithoutProcessing)}()");

    /// <summary>Makes the response that is sent instead; what follows the response stays due.</summary>
    internal MockResponse Apply(MockResponse response, DateTimeOffset now) => _apply(response, now);

    private static IEnumerable<MockFault> Connections() =>
    [
        .. Points.Select(ConnectionReset),
        .. Points.Select(ConnectionClosed),
        .. Points.Where(point => point != FaultPoint.AfterBody).Select(Hang),
        TruncatedBody(),
        SlowBody(CataloguePause),
    ];

    private static MockFault Cut(string method, string what, FaultPoint at, TransmissionEnd end)
    {
        var place = at switch
        {
            FaultPoint.BeforeResponse => "before the response",
            FaultPoint.InsideHeaders => "inside the headers",
            FaultPoint.InsideBody => "inside the body",
            FaultPoint.AfterBody => "after the body",
            _ => throw new ArgumentOutOfRangeException(nameof(at), at, "There is no such point."),
        };
        var isProcessed = at != FaultPoint.BeforeResponse;
        var call = $"{method}({(isProcessed ? CSharpText.Of(at) : "")})";
        return Connection($"{what} {place}", call, isProcessed, new ResponseTransmission(at, end));
    }

    private static MockFault Connection(string name, string call, bool isProcessed, ResponseTransmission transmission) =>
        new(name, call, isProcessed, (response, _) => response with { Transmission = transmission });

    /// <summary>A fault that replaces the response. What follows the response stays due.</summary>
    private static MockFault Response(string name, string call, Func<DateTimeOffset, MockResponse> make) => new(
        name,
        call,
        isProcessed: false,
        (response, now) => make(now) with { Beforehand = response.Beforehand, Afterwards = response.Afterwards });

    private static MockResponse Error(int statusCode, string what) =>
        MockResponse.Error(statusCode, MockErrorCodes.Fault, $"The mock was told to fail this request: {what}.");

    /// <summary>The response to a request that came too soon.</summary>
    internal static MockResponse TooManyRequests(TimeSpan retryAfter) => MockResponse.Error(
        StatusCodes.Status429TooManyRequests, MockErrorCodes.RateLimited, "Too many requests. Nothing was done.") with
    {
        Headers = [new("Retry-After", SecondsOf(retryAfter))],
    };

    private static MockResponse Page(int statusCode, string title, string text) => new()
    {
        StatusCode = statusCode,
        ContentType = "text/html; charset=utf-8",
        Body = Encoding.UTF8.GetBytes($"<!doctype html><title>{title}</title><h1>{title}</h1><p>{text}</p>"),
    };

    private static string Call(string method, int statusCode, string? more = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{method}({statusCode}{(more is null ? "" : ", " + more)})");

    private static string SecondsOf(TimeSpan pause) => Math.Ceiling(pause.TotalSeconds).ToString("F0", CultureInfo.InvariantCulture);

    /// <summary>The header has whole seconds: the first one that is not too early.</summary>
    private static string DateAfter(DateTimeOffset time) =>
        time.AddTicks(TimeSpan.TicksPerSecond - 1).ToString("R", CultureInfo.InvariantCulture);

    private static void CheckStatus(int statusCode)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(statusCode, LowestStatus);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(statusCode, HighestStatus);
    }
}
