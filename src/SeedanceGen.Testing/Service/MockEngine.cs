using SeedanceGen.Testing.Faults;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Time;
using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing.Service;

/// <summary>
/// The mock without its transport: a request goes in, a response comes out, and the journal has both. It builds its parts and owns them; a
/// reset replaces the engine as a whole, and engines share nothing.
/// </summary>
internal sealed class MockEngine : IAsyncDisposable
{
    private const int LowestError = 400;

    private readonly Exchange.EventOrder _order = new();
    private readonly ServerClock _clock;
    private readonly JobStore _jobs;
    private readonly ExchangeValidator _validator;
    private readonly JobService _service;
    private readonly VideoOperations _operations;
    private readonly VideoEndpoint _videos;
    private readonly ResponseShaper? _shaper;
    private readonly OperationRouter _router;
    private readonly ResponseSampler _sampler;
    private readonly MockResponse _unauthorized;
    private readonly AllowedHosts _hosts;
    private readonly RateLimiter? _rateLimit;

    /// <param name="options">How it behaves.</param>
    /// <param name="description">What it plays; null for the description that this assembly was built from.</param>
    public MockEngine(SeedanceMockOptions options, ApiDescription? description = null)
    {
        Options = options;
        var retention = options.Retention;
        _jobs = new JobStore(retention);
        Journal = new RequestJournal(retention);
        Description = description ?? ApiDescription.Current;
        _router = new OperationRouter(Description);
        _sampler = ResponseSampler.For(Description, options.FillOptionalFields);
        _unauthorized = ErrorResponses.Unauthorized(Description);
        _hosts = new AllowedHosts(options.AllowedHosts);
        _rateLimit = options.RateLimit is { } limit ? new RateLimiter(limit) : null;
        _clock = new ServerClock(options.TimeProvider);
        Keys = new MockKeys(options.ApiKey, _clock.Time, Journal);
        Violations = new ViolationLog(Keys.Redactor, retention);
        Signer = options.Variant.IsSimilar ? new WebhookSigner() : null;
        Faults = new FaultRegistry(options.Chaos, retention);
        Ledger = new CreditLedger(options.Balance, retention);
        _validator = new ExchangeValidator(Violations, Description)
        {
            AcceptsUnknownModels = options.AcceptUnknownModels,
            AllowsUnknownValues = options.AcceptUnknownModels || options.Variant.HasUnknownValues,
            IsReshaped = options.Reshape is not null,
        };
        var composer = new WebhookComposer(options, Description, _sampler, _validator, Violations, () => BaseAddress, Signer);
        Webhooks = new WebhookSender(composer, new WebhookPost(options.WebhookHandler), _clock, Keys.Redactor, retention);
        var doubleCharges = new DoubleChargeDetector(Violations, retention);
        _service = new JobService(_jobs, Ledger, doubleCharges, Description)
        {
            Options = options,
            Time = _clock.Time,
            FinishedByItself = Webhooks.Send,
        };
        var charged = new ChargedRequests(Description, _sampler, Ledger, doubleCharges);
        _operations = new VideoOperations(Description, _service, _validator, Webhooks, _sampler, charged, () => BaseAddress);
        _videos = new VideoEndpoint(_jobs, Keys, options.LinkLifetime is null ? null : _clock.Time);
        _shaper = ResponseShaper.For(options, Description.Jobs);
        Violations.AddOpen(Webhooks.Undelivered, () => Webhooks.UndeliveredCount);
        Violations.AddOpen(() => Faults.Unused(Journal), () => Faults.UnusedCount);
        foreach (var existing in options.Jobs)
            _service.Add(existing);
    }

    public SeedanceMockOptions Options { get; }

    /// <summary>What is played.</summary>
    public ApiDescription Description { get; }

    public ServerClock Clock => _clock;

    public MockKeys Keys { get; }

    public RequestJournal Journal { get; }

    public CreditLedger Ledger { get; }

    public FaultRegistry Faults { get; }

    public ViolationLog Violations { get; }

    public WebhookSender Webhooks { get; }

    /// <summary>Signs webhooks; null when they have the documented headers only.</summary>
    public WebhookSigner? Signer { get; }

    public JobStore Jobs => _jobs;

    /// <summary>What was counted since the start, kept or not.</summary>
    public MockCounts Counts => new(Journal.Count, _jobs.Total, Webhooks.Total, Violations.Count);

    /// <summary>
    /// Where the server is reached; a socket sets it once, before the first request can come. Without a socket it is a port of this machine
    /// at which nothing listens, so that a request that does not go through the mock's handler gets no response.
    /// </summary>
    public Uri BaseAddress { get; set; } = new("http://127.0.0.1:1/");

    /// <summary>Adds a job that existed before.</summary>
    /// <exception cref="ArgumentException">It is no job that the service could have, or its id is taken.</exception>
    public MockJob Add(ExistingJob existing) => _service.Add(existing);

    /// <summary>The response to a request for a host that is not the mock's; null for any other. Nothing is recorded.</summary>
    public MockResponse? RejectHost(MockRequest request) => _hosts.Reject(request, BaseAddress);

    /// <summary>Whether a path is one of the API's, with any method, or that of a video.</summary>
    public bool Knows(string path) =>
        _router.Find(method: "", path) is { IsVideo: true } or { AllowedMethods.Count: > 0 };

    public MockResponse Respond(MockRequest request)
    {
        var exchange = new Exchange(_order, _clock.Now) { Credential = Keys.CredentialOf(request) };
        request.Exchange = exchange;
        var route = _router.Find(request.Method, request.Path);
        var requestId = route.RequestId;
        var fault = Faults.Take(route.IsVideo ? MockOperation.DownloadVideo.Id : route.Operation?.Id, requestId, request);

        MockResponse response;
        if (fault is { IsProcessed: false })
            response = Withhold(request, exchange, route);
        else if (route.IsVideo)
            response = _videos.Respond(request, out requestId);
        else
            response = Operate(request, exchange, route, ref requestId);

        response = fault is null ? response with { Exchange = exchange } : Spoil(response, route.Operation, exchange, fault);
        if (Options.Latency > TimeSpan.Zero)
            response = Delay(response, request);
        var leakedIn = route.IsVideo ? Keys.CarriedIn(request) : Keys.ExposedIn(request);
        Record(request, response, exchange, route, requestId, leakedIn, fault);
        return response;
    }

    public async ValueTask DisposeAsync()
    {
        _jobs.StopClocks();
        await Webhooks.DisposeAsync().ConfigureAwait(false);
        Signer?.Dispose();
    }

    /// <summary>A request that a fault keeps from being processed is validated all the same.</summary>
    private MockResponse Withhold(MockRequest request, Exchange exchange, OperationRouter.Match route)
    {
        if (!route.IsVideo && route.Operation is null)
            _validator.Unmatched(request, route.AllowedMethods);
        else if (route.Operation is { } operation && IsAuthorized(operation, exchange))
            _validator.Request(operation, request, operation == Description.Jobs.Submit);
        return MockFault.NotProcessed;
    }

    private MockResponse Operate(MockRequest request, Exchange exchange, OperationRouter.Match route, ref string? requestId)
    {
        if (route.Operation is not { } operation)
        {
            _validator.Unmatched(request, route.AllowedMethods);
            return route.AllowedMethods.Count > 0
                ? ErrorResponses.MethodNotAllowed(request.Method, request.Path, route.AllowedMethods)
                : ErrorResponses.UnknownRoute(request.Method, request.Path);
        }

        var response = !IsAuthorized(operation, exchange) ? _unauthorized
            : _rateLimit?.Take(_clock.Now) is { } pause ? MockFault.TooManyRequests(pause)
            : _operations.Run(operation, request, exchange, ref requestId);
        var respond = response.StatusCode < LowestError ? Faults.ResponderFor(operation.Id, requestId) : null;
        if (respond is not null)
        {
            var made = ResponseShaper.Respond(response, operation, requestId, new OperationRequest(operation, request), respond);
            if (made.StatusCode != response.StatusCode)
                exchange.Replace($"status {made.StatusCode}, as the test responded");
            response = made;
        }

        var shaped = _shaper?.Shape(response, operation, requestId) ?? response;
        if (shaped.StatusCode != response.StatusCode)
            exchange.Replace($"status {shaped.StatusCode}, as the test shaped it");
        _validator.Response(request, operation, shaped, isOfTest: respond is not null);
        return shaped;
    }

    private static bool IsAuthorized(OperationDescription operation, Exchange exchange) =>
        !operation.RequiresKey || exchange.Credential is MockCredential.Valid or MockCredential.Replaced;

    private MockResponse Spoil(MockResponse response, OperationDescription? operation, Exchange exchange, MockFault fault)
    {
        var spoiled = Documented(fault.Apply(response, _clock.Now), fault, operation);
        // Only a response that is sent to its end, however slowly, tells the caller what was done.
        if (spoiled.Transmission is null)
            exchange.Replace(fault.ToString());
        else if (spoiled.Transmission.Point != FaultPoint.AfterBody)
            exchange.Lose(fault.ToString());
        return spoiled with { Exchange = exchange };
    }

    /// <summary>Gives an error the body and the headers that the description has for exactly that status code.</summary>
    private MockResponse Documented(MockResponse spoiled, MockFault fault, OperationDescription? operation)
    {
        var isError = fault.IsStatus && spoiled.StatusCode >= LowestError;
        if (!isError || operation?.ResponseFor(spoiled.StatusCode) is not { IsExact: true } documented)
            return spoiled;

        var made = _sampler.Of(documented, spoiled.StatusCode);
        var own = spoiled.Headers.Select(header => header.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return spoiled with
        {
            ContentType = made.ContentType,
            Body = made.Body,
            Headers = [.. spoiled.Headers, .. made.Headers.Where(header => !own.Contains(header.Key))],
        };
    }

    private MockResponse Delay(MockResponse response, MockRequest request) =>
        response with { Beforehand = () => PauseAsync(response.Beforehand, request) };

    private async Task PauseAsync(Func<Task>? beforehand, MockRequest request)
    {
        await _clock
            .PauseAsync(Options.Latency, request.Method, request.AddressAt(BaseAddress), ServerClock.NoHeaders, CancellationToken.None)
            .ConfigureAwait(false);
        if (beforehand is not null)
            await beforehand().ConfigureAwait(false);
    }

    private void Record(
        MockRequest request,
        MockResponse response,
        Exchange exchange,
        OperationRouter.Match route,
        string? requestId,
        string? leakedIn,
        MockFault? fault)
    {
        // The closure below holds these two and not the whole route, which would cost memory on every request.
        var (operation, isVideo) = (route.Operation, route.IsVideo);
        var now = _clock.Now;
        // The journal keeps one copy of a path that all requests of an operation share.
        var path = operation?.PathTemplate == request.Target ? operation.PathTemplate : Keys.Redact(request.Target);
        var retryAfter = response.RetryDelay(now);
        var entry = Journal.Record(number => new JournalEntry(request.Body, Keys.Redactor)
        {
            Number = number,
            Timestamp = now,
            OperationId = operation?.Id,
            RequestId = requestId is null ? null : Keys.Redact(requestId),
            Method = Keys.Redact(request.Method),
            Path = path,
            StatusCode = response.SentStatusCode,
            JobStatus = response.JobStatus,
            RetryAfter = retryAfter,
            HasAuthorization = request.Headers.Authorization.Count > 0,
            Credential = exchange.Credential,
            KeyLeaked = leakedIn is not null,
            Fault = fault?.ToString(),
            IsVideo = isVideo,
            Exchange = exchange,
        });
        // A transport that knows more reports it later; otherwise the response counts as sent.
        if (response.Beforehand is null)
            exchange.Deliver();
        if (leakedIn is not null)
        {
            Violations.Add(
                MockViolationKind.KeyLeak,
                $"{entry} had credentials in {leakedIn}. Expected: the key in the Authorization header of requests to the API, and nowhere "
                    + "else. The caller's fault.",
                exchange);
        }
    }
}
