using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using SeedanceGen.Testing.Host.Control;

namespace SeedanceGen.Testing.Host.Page;

/// <summary>
/// The page at the port of the mock. It lets its own requests in, and starts the application behind the page with the first of them.
/// </summary>
internal sealed class MockPage(SeedanceMockServer mock) : IAsyncDisposable
{
    public const string Root = ControlApi.Root + "/page";

    private const string ThisMachine = "localhost";
    private const string Html = "text/html; charset=utf-8";

    /// <summary>
    /// The page loads everything from the mock itself, no other page can show it in a frame, and its address is in no <c>Referer</c>.
    /// </summary>
    private static readonly KeyValuePair<string, string>[] Protection =
    [
        new(
            HeaderNames.ContentSecurityPolicy,
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; media-src 'self'; "
                + "font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'"),
        new(HeaderNames.XFrameOptions, "DENY"),
        new(HeaderNames.XContentTypeOptions, "nosniff"),
        new("Referrer-Policy", "no-referrer"),
        new("Cross-Origin-Opener-Policy", "same-origin"),
        new("Cross-Origin-Resource-Policy", "same-origin"),
        new(HeaderNames.CacheControl, "no-store"),
    ];

    private readonly PageGate _gate = new(() => mock.BaseAddress.Port);
    private readonly PageApplication _application = PageApplication.For(mock);

    /// <summary>The address for the browser. It has a token, so it is for the person who started the mock.</summary>
    public Uri Address => new UriBuilder(mock.BaseAddress)
    {
        // A mock that listens at every address has none of its own.
        Host = mock.BaseAddress.IsLoopback ? mock.BaseAddress.Host : ThisMachine,
        Path = Root,
        Query = $"{PageGate.TokenName}={_gate.Token}",
    }.Uri;

    /// <summary>Whether a browser on this machine reaches a mock that listens at an address.</summary>
    public static bool IsReachableAt(IPAddress address) =>
        IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    /// <summary>Takes a request for the page over, and rejects what a web page of another site sends; null for any other request.</summary>
    public Task? Respond(IFeatureCollection context)
    {
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        return IsBelow(Root, request.RawTarget) ? RespondAsync(context, request)
            : IsOfOtherSite(request) ? RejectAsync(context)
            : null;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static bool IsBelow(string root, string target) =>
        target.StartsWith(root, StringComparison.Ordinal) && (target.Length == root.Length || target[root.Length] is '/' or '?');

    /// <summary>
    /// Whether a web page of another site sends a request to the API of the service: the journal would have it, and it could use up a
    /// fault. The control API rejects its own, and any page may show a video of the mock, as it may show one of the service.
    /// </summary>
    private static bool IsOfOtherSite(IHttpRequestFeature request) =>
        ControlApi.IsOfOtherSite(request.Headers) && !IsBelow(ControlApi.Root, request.RawTarget);

    private static Task RejectAsync(IFeatureCollection context)
    {
        var response = ControlResponses.Error(
            StatusCodes.Status403Forbidden, "The mock does not respond to web pages of other sites while it has a page of its own.");
        return WriteAsync(context, response.StatusCode, response.ContentType, response.Body);
    }

    private async Task RespondAsync(IFeatureCollection context, IHttpRequestFeature request)
    {
        var response = context.GetRequiredFeature<IHttpResponseFeature>();
        foreach (var (name, value) in Protection)
            response.Headers[name] = value;
        switch (_gate.Check(request))
        {
            case (PageAccess.Opened, _):
                response.Headers.SetCookie = _gate.Cookie;
                await WriteAsync(context, StatusCodes.Status200OK, Html, Encoding.UTF8.GetBytes(Opening)).ConfigureAwait(false);
                break;
            case (PageAccess.Denied, var reason):
                await WriteAsync(context, StatusCodes.Status403Forbidden, Html, Encoding.UTF8.GetBytes(Document($"<p>{reason}</p>")))
                    .ConfigureAwait(false);
                break;
            default:
                await _application.ProcessAsync(context).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>
    /// Leads on to the page without the token, which then stands neither in the address nor in the history. A redirect would keep the site
    /// that the person came from, and a browser sends a strict cookie to requests of the page's own site only.
    /// </summary>
    private static string Opening =>
        Document($"<meta http-equiv=\"refresh\" content=\"0; url={Root}/jobs\"><p><a href=\"{Root}/jobs\">Seedance mock</a></p>");

    /// <summary>
    /// A document with its own icon. Without one, a browser asks the mock for an icon, and the mock reports that no operation has this
    /// request.
    /// </summary>
    private static string Document(string content) =>
        "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Seedance mock</title><link rel=\"icon\" href=\"data:,\">"
        + $"{content}</html>";

    private static async Task WriteAsync(IFeatureCollection context, int status, string? contentType, ReadOnlyMemory<byte> body)
    {
        var head = context.GetRequiredFeature<IHttpResponseFeature>();
        head.StatusCode = status;
        head.Headers.ContentType = contentType;
        head.Headers.ContentLength = body.Length;
        await context.GetRequiredFeature<IHttpResponseBodyFeature>().Writer.WriteAsync(body).ConfigureAwait(false);
    }
}
