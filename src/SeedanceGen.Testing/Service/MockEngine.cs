using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Time;

namespace SeedanceGen.Testing.Service;

/// <summary>The server without its transport: a request goes in, an answer comes out, and the journal has both.</summary>
internal sealed class MockEngine(MockServerState state)
{
    private readonly VideoOperations _operations = new(state);
    private readonly ResponseShaper _shaper = new(state.Options);
    private readonly VideoEndpoint _videos = new(state);

    public MockServerState State => state;

    public MockResponse Respond(MockRequest request)
    {
        var exchange = new Exchange(state.Order, state.Time.GetUtcNow()) { Credential = state.Keys.Judge(request) };
        if (VideoEndpoint.Owns(request.Path))
            return Send(request, exchange);

        var route = OperationRouter.Find(request.Method, request.Path);
        var requestId = route.RequestId;
        var fault = state.Faults.Take(route.Operation?.Id, requestId, request);
        var reply = fault is { IsProcessed: false } ? Withhold(request, exchange, route) : Operate(request, exchange, route, ref requestId);
        reply = Delay(Spoil(reply, exchange, fault), request);
        Record(request, reply, exchange, route.Operation, requestId, state.Keys.ExposedIn(request), fault);
        return reply;
    }

    private MockResponse Send(MockRequest request, Exchange exchange)
    {
        var requestId = VideoEndpoint.JobOf(request.Path);
        var fault = state.Faults.Take(MockOperation.DownloadVideo.Id, requestId, request);
        var video = fault is { IsProcessed: false } ? ErrorResponses.NotProcessed : _videos.Respond(request, out requestId);
        video = Delay(Spoil(video, exchange, fault), request);
        Record(request, video, exchange, operation: null, requestId, state.Keys.CarriedIn(request), fault);
        return video;
    }

    private MockResponse Spoil(MockResponse reply, Exchange exchange, MockFault? fault)
    {
        if (fault is null)
            return reply with { Exchange = exchange };

        var spoiled = fault.Spoil(reply, state.Time.GetUtcNow());
        // Only an answer that is sent to its end, however slowly, tells the caller what was done.
        if (spoiled.Delivery is null)
            exchange.Replace(fault.ToString());
        else if (spoiled.Delivery.Point != FaultPoint.AfterBody)
            exchange.Lose(fault.ToString());
        return spoiled with { Exchange = exchange };
    }

    private MockResponse Delay(MockResponse reply, MockRequest request) => state.Options.Latency == TimeSpan.Zero
        ? reply
        : reply with { Beforehand = () => LateAsync(reply.Beforehand, request) };

    private async Task LateAsync(Func<Task>? beforehand, MockRequest request)
    {
        await FaultClock.PauseAsync(state, request, state.Options.Latency, FaultClock.NoHeaders, CancellationToken.None).ConfigureAwait(false);
        if (beforehand is not null)
            await beforehand().ConfigureAwait(false);
    }

    /// <summary>A fault that hides what the server did does not hide what the caller did: its request is judged all the same.</summary>
    private MockResponse Withhold(MockRequest request, Exchange exchange, RouteMatch route)
    {
        if (route.Operation is null)
            state.Watch.Unmatched(request, route.AllowedMethods);
        else if (IsLetIn(exchange))
            _operations.Judge(route.Operation, request);
        return ErrorResponses.NotProcessed;
    }

    private static bool IsLetIn(Exchange exchange) => exchange.Credential is MockCredential.Valid or MockCredential.Replaced;

    private MockResponse Operate(MockRequest request, Exchange exchange, RouteMatch route, ref string? requestId)
    {
        if (route.Route is not { Operation: var operation, Contract: var contract })
            return Unmatched(request, route);

        var reply = IsLetIn(exchange)
            ? _operations.Run(operation, request, exchange, ref requestId)
            : ErrorResponses.Unauthorized;
        var shaped = _shaper.Shape(reply, contract, requestId);
        if (shaped.StatusCode != reply.StatusCode)
            exchange.Replace($"status {shaped.StatusCode}, as the test shaped it");
        reply = shaped;
        state.Watch.Answered(request, contract, reply);
        return reply;
    }

    private MockResponse Unmatched(MockRequest request, RouteMatch route)
    {
        state.Watch.Unmatched(request, route.AllowedMethods);
        return route.PathIsKnown
            ? ErrorResponses.MethodNotAllowed(request.Method, request.Path, route.AllowedMethods)
            : ErrorResponses.UnknownRoute(request.Method, request.Path);
    }

    private void Record(
        MockRequest request, MockResponse reply, Exchange exchange, ApiOperation? operation, string? requestId, string? leakedIn, MockFault? fault)
    {
        var now = state.Time.GetUtcNow();
        var retryAfter = RetryAfterReader.Read(reply, now);
        // A path that all share is kept once.
        var path = operation?.PathTemplate == request.Target ? operation.PathTemplate : state.Keys.Redact(request.Target);
        var entry = state.Journal.Record(number => new JournalEntry(request.Body, state.Keys.Redactor)
        {
            Number = number,
            Timestamp = now,
            OperationId = operation?.Id,
            RequestId = requestId,
            Method = request.Method,
            Path = path,
            StatusCode = reply.SentStatusCode,
            JobStatus = reply.JobStatus,
            RetryAfter = retryAfter,
            HasAuthorization = request.Headers.Authorization.Count > 0,
            Credential = exchange.Credential,
            KeyLeaked = leakedIn is not null,
            Fault = fault?.ToString(),
            IsVideo = VideoEndpoint.Owns(request.Path),
            Exchange = exchange,
        });
        // A transport that can tell more says so later; one that cannot is taken to have sent the answer.
        if (reply.Beforehand is null)
            exchange.Deliver();
        if (leakedIn is not null)
            state.Violations.Add(MockViolationKind.KeyLeak, $"{entry} had credentials in {leakedIn}. Expected: the key in the Authorization header of requests to the API, and nowhere else. The caller's fault.");
    }
}
