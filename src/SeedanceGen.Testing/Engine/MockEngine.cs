using SeedanceGen.Http;
using SeedanceGen.Testing.Errors;
using SeedanceGen.Testing.Videos;

namespace SeedanceGen.Testing.Engine;

/// <summary>The server without its transport: a request goes in, an answer comes out, and the journal has both.</summary>
internal sealed class MockEngine(MockServerState state)
{
    private readonly VideoOperations _operations = new(state);
    private readonly VideoEndpoint _videos = new(state);

    public MockServerState State => state;

    public MockReply Answer(MockRequest request)
    {
        if (VideoEndpoint.Owns(request.Path))
            return Send(request);

        var route = OperationRouter.Find(request.Method, request.Path);
        var requestId = route.RequestId;
        var fault = state.Faults.Take(route.Operation?.Id, requestId, request);
        var reply = fault is { IsProcessed: false } ? MockErrors.NotProcessed : Operate(request, route, ref requestId);
        reply = Spoil(reply, fault);
        Record(request, reply, route.Operation, requestId, state.Keys.IsExposedBy(request), fault);
        return reply;
    }

    private MockReply Send(MockRequest request)
    {
        var requestId = VideoEndpoint.JobOf(request.Path);
        var fault = state.Faults.Take(MockOperation.DownloadVideo.Id, requestId, request);
        var video = fault is { IsProcessed: false } ? MockErrors.NotProcessed : _videos.Answer(request, out requestId);
        video = Spoil(video, fault);
        Record(request, video, operation: null, requestId, state.Keys.IsCarriedBy(request), fault);
        return video;
    }

    private MockReply Spoil(MockReply reply, MockFault? fault) => fault?.Spoil(reply, state.Time.GetUtcNow()) ?? reply;

    private MockReply Operate(MockRequest request, RouteMatch route, ref string? requestId)
    {
        if (route.Operation is not { } operation)
        {
            return route.PathIsKnown
                ? MockErrors.MethodNotAllowed(request.Method, request.Path)
                : MockErrors.UnknownRoute(request.Method, request.Path);
        }

        return state.Keys.Accepts(request) ? _operations.Run(operation, request, ref requestId) : MockErrors.Unauthorized;
    }

    private void Record(MockRequest request, MockReply reply, ApiOperation? operation, string? requestId, bool keyLeaked, MockFault? fault) =>
        state.Journal.Record(number => new JournalEntry(request.Body, state.Keys.Redact)
        {
            Number = number,
            Timestamp = state.Time.GetUtcNow(),
            OperationId = operation?.Id,
            RequestId = requestId,
            Method = request.Method,
            Path = state.Keys.Redact(request.Target),
            StatusCode = reply.SentStatusCode,
            HasAuthorization = request.Headers.Authorization.Count > 0,
            KeyLeaked = keyLeaked,
            Fault = fault?.ToString(),
        });
}
