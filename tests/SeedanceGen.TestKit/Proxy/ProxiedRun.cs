namespace SeedanceGen.TestKit.Proxy;

/// <summary>
/// A run of the tests in which every exchange of client and service goes through a proxy: the environment names its address.
/// SeedanceGen.Contract.Tests runs them so.
/// </summary>
public static class ProxiedRun
{
    public const string Variable = "SEEDANCE_TESTS_PROXY";

    private const string Api = "/api/open/";

    private static readonly HttpClient Way = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    /// <summary>Null in every other run.</summary>
    public static Uri? Address { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } address ? new Uri(address) : null;

    public static bool IsOn => Address is not null;

    /// <summary>Called by a module initializer of the test project: before the first test, so that no exchange is missed.</summary>
    public static void Begin()
    {
        if (IsOn)
            SocketRoute.Open();
    }

    /// <summary>
    /// Whether a request is one of the API and its test is not marked; webhooks and the files of videos are not the API's.
    /// </summary>
    public static bool Takes(HttpRequestMessage request) =>
        IsOn && CurrentTest.Value is not { IsPastTheProxy: true } && !request.Headers.Contains(ProxyHeaders.Test)
        && request.RequestUri is { IsAbsoluteUri: true } address && address.AbsolutePath.StartsWith(Api, StringComparison.Ordinal);

    /// <summary>Redirects a request to the proxy and names the host that it was meant for.</summary>
    public static void Redirect(HttpRequestMessage request)
    {
        var meant = request.RequestUri!;
        Sign(request);
        request.Headers.Add(ProxyHeaders.Upstream, meant.Authority);
        request.RequestUri = AtProxy(meant);
    }

    /// <summary>Removes the headers of a redirected request again.</summary>
    public static void Restore(HttpRequestMessage request, Uri meant)
    {
        request.RequestUri = meant;
        request.Headers.Remove(ProxyHeaders.Test);
        request.Headers.Remove(ProxyHeaders.Upstream);
    }

    /// <summary>Sends an exchange that was made in memory through the proxy.</summary>
    /// <returns>The response as the proxy forwarded it.</returns>
    public static async Task<HttpResponseMessage> PassAsync(HttpRequestMessage request, HttpResponseMessage response)
    {
        using var through = new HttpRequestMessage(request.Method, AtProxy(request.RequestUri!));
        foreach (var (name, values) in request.Headers.NonValidated)
            through.Headers.TryAddWithoutValidation(name, values);
        if (request.Content is { } content)
        {
            through.Content = new ByteArrayContent(await content.ReadAsByteArrayAsync().ConfigureAwait(false));
            foreach (var (name, values) in content.Headers.NonValidated)
                through.Content.Headers.TryAddWithoutValidation(name, values);
        }

        Sign(through);
        through.Headers.Add(ProxyHeaders.Response, (await PlayedResponse.FromAsync(response).ConfigureAwait(false)).ToHeader());
        // No token: time stands still meanwhile, and the response was there before it.
        var passed = await Way.SendAsync(through, CancellationToken.None).ConfigureAwait(false);
        passed.RequestMessage = request;
        response.Dispose();
        return passed;
    }

    private static void Sign(HttpRequestMessage request) => request.Headers.Add(ProxyHeaders.Test, CurrentTest.Value?.Name ?? "no test");

    private static Uri AtProxy(Uri meant) =>
        new(Address!.GetLeftPart(UriPartial.Authority) + meant.PathAndQuery,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
