using SeedanceGen.Http;
using SeedanceGen.Testing.Errors;
using SeedanceGen.Testing.Journal;
using SeedanceGen.Testing.Videos;

namespace SeedanceGen.Testing.Engine;

/// <summary>The server without its transport: a request goes in, an answer comes out, and the journal has both.</summary>
internal sealed class MockEngine(MockServerState state)
{
    private readonly VideoOperations _operations = new(state);
    private readonly VideoEndpoint _videos = new(state);

    public MockReply Answer(MockRequest request)
    {
        var exchange = new Exchange(state.Order, state.Time.GetUtcNow()) { Credential = state.Keys.Judge(request) };
        if (VideoEndpoint.Owns(request.Path))
        {
            var video = _videos.Answer(request, out var jobOfVideo) with { Exchange = exchange };
            Record(request, exchange, video, operation: null, jobOfVideo, state.Keys.CarriedIn(request));
            return video;
        }

        var route = OperationRouter.Find(request.Method, request.Path);
        var requestId = route.RequestId;
        var reply = Operate(request, exchange, route, ref requestId) with { Exchange = exchange };
        Record(request, exchange, reply, route.Operation, requestId, state.Keys.ExposedIn(request));
        return reply;
    }

    private MockReply Operate(MockRequest request, Exchange exchange, RouteMatch route, ref string? requestId)
    {
        if (route.Operation is not { } operation)
        {
            return route.PathIsKnown
                ? MockErrors.MethodNotAllowed(request.Method, request.Path)
                : MockErrors.UnknownRoute(request.Method, request.Path);
        }

        return exchange.Credential is MockCredential.Valid or MockCredential.Replaced
            ? _operations.Run(operation, request, exchange, ref requestId)
            : MockErrors.Unauthorized;
    }

    private void Record(MockRequest request, Exchange exchange, MockReply reply, ApiOperation? operation, string? requestId, string? leakedIn)
    {
        var now = state.Time.GetUtcNow();
        var retryAfter = RetryAfterReader.Read(reply, now);
        var path = state.Keys.Redact(request.Target);
        var entry = state.Journal.Record(number => new JournalEntry(request.Body, state.Keys.Redact)
        {
            Number = number,
            Timestamp = now,
            OperationId = operation?.Id,
            RequestId = requestId,
            Method = request.Method,
            Path = path,
            StatusCode = reply.StatusCode,
            JobStatus = reply.JobStatus,
            RetryAfter = retryAfter,
            HasAuthorization = request.Headers.Authorization.Count > 0,
            Credential = exchange.Credential,
            KeyLeaked = leakedIn is not null,
            IsVideo = VideoEndpoint.Owns(request.Path),
            Exchange = exchange,
        });
        // A transport that can tell more says so later; one that cannot is taken to have sent the answer.
        if (reply.Beforehand is null)
            exchange.Deliver();
        if (leakedIn is not null)
            state.Findings.Add(MockFindingKind.KeyLeak, $"{entry} had credentials in {leakedIn}. Expected: the key in the Authorization header of requests to the API, and nowhere else. The caller's fault.");
    }
}
