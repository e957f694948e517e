using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing.Host.Page;

/// <summary>What the gate says of a request.</summary>
internal enum PageAccess
{
    /// <summary>The request is of the page itself, in the browser of the person who has the token.</summary>
    Granted,

    /// <summary>The request opens the page with the token; the browser gets a cookie for it.</summary>
    Opened,

    /// <summary>The request is rejected.</summary>
    Denied,
}

/// <summary>
/// Decides who may use the page. A web page of another origin can send requests to this machine, also under a name that it made to lead
/// here. It can neither read the token nor make the browser send the cookie.
/// </summary>
/// <param name="port">
/// Gives the port of the mock, which is known only once the mock listens. All ports of a host share its cookies, so the name of the cookie
/// has the port.
/// </param>
internal sealed class PageGate(Func<int> port)
{
    /// <summary>The name of the token in the address.</summary>
    public const string TokenName = "token";

    private const string Destination = "Sec-Fetch-Dest";
    private const string Site = "Sec-Fetch-Site";

    /// <summary>122 random bits of the operating system. A GUID has them without the library of cryptography, which loads slowly.</summary>
    public string Token { get; } = Convert.ToBase64String(Guid.NewGuid().ToByteArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>The cookie that a browser gets for the token. No script reads it, and no other site makes the browser send it.</summary>
    public string Cookie => FormattableString.Invariant($"{CookieName}={Token}; Path={MockPage.Root}; HttpOnly; SameSite=Strict");

    private string CookieName => FormattableString.Invariant($"seedance-page-{port()}");

    /// <summary>Decides, and says why a request is denied.</summary>
    public (PageAccess Access, string Reason) Check(IHttpRequestFeature request)
    {
        var headers = request.Headers;
        if (!AllowedHosts.NamesThisMachine(headers.Host))
            return (PageAccess.Denied, "The page is for this machine: use the address that the mock printed.");
        if (headers.Origin.Count > 0 && !IsOwnOrigin(headers))
            return (PageAccess.Denied, "A request from another web page is rejected.");
        if (IsOpening(request))
            return (PageAccess.Opened, "");
        if (!IsOfPage(request))
            return (PageAccess.Denied, "A request from another web page is rejected.");
        return HasCookie(headers)
            ? (PageAccess.Granted, "")
            : (PageAccess.Denied, "Open the page by the address that the mock printed when it started: that address has a token.");
    }

    private static bool IsOwnOrigin(IHeaderDictionary headers) =>
        headers.Origin.Count == 1 && string.Equals(headers.Origin, "http://" + headers.Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the page sends the request. A browser says so by its headers; a program that is no browser has none of them and needs the
    /// cookie. A request that can change something must have an <c>Origin</c>: every request but a reading one, and the connection of the
    /// page.
    /// </summary>
    private static bool IsOfPage(IHttpRequestFeature request)
    {
        var site = request.Headers[Site];
        if (site.Count > 0 && site != "same-origin" && site != "none")
            return false;
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return (reads && request.Headers.Upgrade.Count == 0) || request.Headers.Origin.Count > 0;
    }

    /// <summary>Whether a person opens the address: it is the document of a window, and not a part of another page.</summary>
    private bool IsOpening(IHttpRequestFeature request) =>
        HttpMethods.IsGet(request.Method)
        && (request.Headers[Destination].Count == 0 || request.Headers[Destination] == "document")
        && QueryHelpers.ParseQuery(request.QueryString).TryGetValue(TokenName, out var sent)
        && IsToken(sent);

    private bool HasCookie(IHeaderDictionary headers) =>
        CookieHeaderValue.TryParseList(headers.Cookie, out var cookies)
        && cookies.Any(cookie => cookie.Name == CookieName && IsToken(cookie.Value.Value));

    private bool IsToken(string? sent) =>
        sent is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(Token));
}
