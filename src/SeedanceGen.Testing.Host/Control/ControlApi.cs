using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>
/// Gives a test in another process what a test in the mock's process has in C#, over HTTP. The journal does not contain these requests.
/// </summary>
internal sealed class ControlApi(SeedanceMock mock)
{
    public const string Root = "/__seedance";

    private static bool Owns(string path) =>
        path == Root || (path.StartsWith(Root + "/", StringComparison.Ordinal) && !OperationRouter.IsVideo(path));

    /// <summary>Whether a browser says that a page of another site sends a request.</summary>
    public static bool IsOfOtherSite(IHeaderDictionary headers) =>
        headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin" && site != "none";

    /// <summary>Responds to a request to the control API; null for any other request.</summary>
    public Task<MockResponse>? Respond(MockRequest request) => Owns(request.Path) ? RespondAsync(request) : null;

    private async Task<MockResponse> RespondAsync(MockRequest request)
    {
        if (request.Headers.Origin.Count > 0)
        {
            return ControlResponses.Error(
                StatusCodes.Status403Forbidden, "The control API does not respond to web pages: a request had an Origin header.");
        }

        if (IsOfOtherSite(request.Headers) && !IsFollowedLink(request))
        {
            return ControlResponses.Error(
                StatusCodes.Status403Forbidden, "The control API does not respond to web pages: a request was a part of one.");
        }

        if (request.IsTooLarge)
            return ControlResponses.Error(StatusCodes.Status413PayloadTooLarge, $"The request has {MockRequest.TooLarge}.");

        var path = request.Path[Root.Length..].Trim('/').Split('/', StringSplitOptions.None);
        var here = ControlRoutes.All.Where(route => route.Matches(path, out _)).ToList();
        if (here.Find(route => route.Method == request.Method) is not { } route)
            return Unmatched(request, here);

        try
        {
            route.Matches(path, out var id);
            return await route.Respond(new ControlRequest(mock, ControlInput.Read(request), id, request.Target)).ConfigureAwait(false);
        }
        catch (KeyNotFoundException unknownJob)
        {
            return MockResponse.Error(StatusCodes.Status404NotFound, MockErrorCodes.UnknownRequestId, unknownJob.Message);
        }
        catch (Exception problem) when (problem is InvalidControlRequestException or ArgumentException or OverflowException)
        {
            return ControlResponses.Error(StatusCodes.Status400BadRequest, $"{route}: {problem.Message}");
        }
        catch (Exception problem) when (problem is InvalidOperationException or SeedanceMockException)
        {
            return ControlResponses.Error(StatusCodes.Status409Conflict, problem.Message);
        }
    }

    /// <summary>
    /// Whether a person follows a link of another site to a reading route. That site gets no response to read, and the request changes
    /// nothing.
    /// </summary>
    private static bool IsFollowedLink(MockRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate";

    private static MockResponse Unmatched(MockRequest request, List<ControlRoute> here)
    {
        if (here.Count == 0)
        {
            return ControlResponses.Error(
                StatusCodes.Status404NotFound,
                $"The control API has no {request.Method} {request.Path}; it has {string.Join(", ", ControlRoutes.All)}.");
        }

        var allowed = string.Join(", ", here.Select(route => route.Method));
        return ControlResponses.Error(StatusCodes.Status405MethodNotAllowed, $"The control API has {request.Path} with {allowed} only.")
            with
        { Headers = [new(HeaderNames.Allow, allowed)] };
    }
}

/// <summary>One route of the control API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the root; <c>{id}</c> stands for a job.</param>
/// <param name="Respond">Makes the response.</param>
internal sealed record ControlRoute(string Method, string Path, Func<ControlRequest, Task<MockResponse>> Respond)
{
    private const string Id = "{id}";

    private readonly string[] _segments = Path.Split('/');

    /// <summary>Whether the path is this route's, and the job id in it.</summary>
    public bool Matches(string[] path, out string id)
    {
        id = "";
        if (path.Length != _segments.Length)
            return false;

        for (var i = 0; i < path.Length; i++)
        {
            if (_segments[i] == Id && path[i].Length > 0)
                id = Uri.UnescapeDataString(path[i]);
            else if (_segments[i] != path[i])
                return false;
        }

        return true;
    }

    public override string ToString() => $"{Method} {ControlApi.Root}{(Path.Length == 0 ? "" : "/" + Path)}";
}

/// <summary>One request to the control API.</summary>
/// <param name="Mock">The mock.</param>
/// <param name="Input">The body.</param>
/// <param name="Id">The job in the path; empty when there is none.</param>
/// <param name="Target">Path and query.</param>
internal sealed record ControlRequest(SeedanceMock Mock, ControlInput Input, string Id, string Target)
{
    /// <summary>The options of the mock now; a reset may have changed them.</summary>
    public SeedanceMockOptions Options => Mock.Engine.Options;
}
