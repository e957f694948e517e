namespace SeedanceGen.Testing;

/// <summary>
/// Which tracked request a server lets wait: it takes back the hold of that request, and only for as long as the request lives. Its caller
/// may leave before the server learns of it, and the clock must not run on for the requests that come after.
/// </summary>
public sealed partial class VirtualTimeProvider
{
    private readonly Dictionary<string, List<IDisposable>> _waiting = new(StringComparer.Ordinal);

    /// <summary>Keeps the clock still for a request, until the result is disposed of.</summary>
    internal ExchangeHold HoldFor(HttpRequestMessage request) => new(this, Hold(), request.Method, request.RequestUri);

    /// <summary>Lets time pass during a tracked request that waits for it; ends with the result or with the request.</summary>
    internal IDisposable ReleaseFor(string method, Uri address)
    {
        var release = Release();
        var exchange = NameOf(method, address);
        lock (_waiting)
        {
            if (!_waiting.TryGetValue(exchange, out var releases))
                _waiting[exchange] = releases = [];
            releases.Add(release);
        }

        return new ExchangeRelease(this, exchange, release);
    }

    internal void EndRelease(string exchange, IDisposable release)
    {
        lock (_waiting)
        {
            if (_waiting.TryGetValue(exchange, out var releases) && releases.Remove(release) && releases.Count == 0)
                _waiting.Remove(exchange);
        }

        release.Dispose();
    }

    /// <summary>The request has ended for its caller: what a server still took back of its hold is given back.</summary>
    internal void EndExchange(HttpMethod method, Uri? address)
    {
        IDisposable? release = null;
        lock (_waiting)
        {
            if (_waiting.Count > 0 && address is not null && _waiting.TryGetValue(NameOf(method.Method, address), out var releases))
                release = releases[0];
        }

        if (release is not null)
            EndRelease(NameOf(method.Method, address!), release);
    }

    private static string NameOf(string method, Uri address) => $"{method} {address.AbsoluteUri}";
}
