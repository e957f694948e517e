using SeedanceGen.Http;
using SeedanceGen.Testing.Contract;
using SeedanceGen.Testing.Errors;
using SeedanceGen.Testing.Videos;

namespace SeedanceGen.Testing.Engine;

/// <summary>The server without its transport: a request goes in, an answer comes out, and the journal has both.</summary>
internal sealed class MockEngine(MockServerState state)
{
    private readonly VideoOperations _operations = new(state);
    private readonly ReplyShaper _shaper = new(state.Options);
    private readonly VideoEndpoint _videos = new(state);

    public MockReply Answer(MockRequest request)
    {
        if (VideoEndpoint.Owns(request.Path))
        {
            var video = _videos.Answer(request, out var jobOfVideo);
            Record(request, video, operation: null, jobOfVideo, state.Keys.IsCarriedBy(request));
            return video;
        }

        var route = OperationRouter.Find(request.Method, request.Path);
        var requestId = route.RequestId;
        var reply = Operate(request, route, ref requestId);
        Record(request, reply, route.Operation, requestId, state.Keys.IsExposedBy(request));
        return reply;
    }

    private MockReply Operate(MockRequest request, RouteMatch route, ref string? requestId)
    {
        if (route.Operation is not { } operation)
            return Unmatched(request, route);

        var reply = state.Keys.Accepts(request) ? _operations.Run(operation, request, ref requestId) : MockErrors.Unauthorized;
        var contract = ApiContract.Current[operation.Id];
        reply = _shaper.Shape(reply, contract, requestId);
        state.Watch.Answered(request, contract, reply);
        return reply;
    }

    private MockReply Unmatched(MockRequest request, RouteMatch route)
    {
        state.Watch.Unmatched(request, route.AllowedMethods);
        return route.PathIsKnown
            ? MockErrors.MethodNotAllowed(request.Method, request.Path, route.AllowedMethods)
            : MockErrors.UnknownRoute(request.Method, request.Path);
    }

    private void Record(MockRequest request, MockReply reply, ApiOperation? operation, string? requestId, bool keyLeaked) =>
        state.Journal.Record(number => new JournalEntry(request.Body, state.Keys.Redact)
        {
            Number = number,
            Timestamp = state.Time.GetUtcNow(),
            OperationId = operation?.Id,
            RequestId = requestId,
            Method = request.Method,
            Path = state.Keys.Redact(request.Target),
            StatusCode = reply.StatusCode,
            HasAuthorization = request.Headers.Authorization.Count > 0,
            KeyLeaked = keyLeaked,
        });
}
