using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>What a test does with a mock in its own process, over HTTP: for a mock in another one. None of it is in the journal.</summary>
internal sealed class ControlApi(SeedanceMock mock)
{
    public const string Root = "/__seedance";

    private static bool Owns(string path) =>
        path == Root || (path.StartsWith(Root + "/", StringComparison.Ordinal) && !VideoEndpoint.Owns(path));

    /// <summary>Answers a request to the control API; null for any other.</summary>
    public Task<MockResponse>? Answer(MockRequest request) => Owns(request.Path) ? AnswerAsync(request) : null;

    private async Task<MockResponse> AnswerAsync(MockRequest request)
    {
        // A page in a browser on this machine names itself in each request that could change something.
        if (request.Headers.Origin.Count > 0)
            return ControlReply.Refuse(StatusCodes.Status403Forbidden, "The control API does not answer web pages: a request had an Origin header.");

        var path = request.Path[Root.Length..].Trim('/').Split('/', StringSplitOptions.None);
        var here = ControlRoutes.All.Where(route => route.Matches(path, out _)).ToList();
        if (here.Find(route => route.Method == request.Method) is not { } route)
            return Unmatched(request, here);

        try
        {
            route.Matches(path, out var id);
            return await route.Answer(new ControlCall(mock, ControlInput.Read(request), id)).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is ControlRefusal or ArgumentException or OverflowException)
        {
            return ControlReply.Refuse(StatusCodes.Status400BadRequest, $"{route}: {problem.Message}");
        }
        catch (Exception problem) when (problem is InvalidOperationException or MockAssertionException or SeedanceMockException)
        {
            return ControlReply.Refuse(StatusCodes.Status409Conflict, problem.Message);
        }
    }

    private static MockResponse Unmatched(MockRequest request, List<ControlRoute> here)
    {
        if (here.Count == 0)
            return ControlReply.Refuse(StatusCodes.Status404NotFound, $"The control API has no {request.Method} {request.Path}; it has {string.Join(", ", ControlRoutes.All)}.");

        var allowed = string.Join(", ", here.Select(route => route.Method));
        return ControlReply.Refuse(StatusCodes.Status405MethodNotAllowed, $"The control API has {request.Path} with {allowed} only.")
            with { Headers = [new(HeaderNames.Allow, allowed)] };
    }
}
