namespace SeedanceGen.Testing;

/// <summary>
/// The tracked requests, each with its own hold. A server that lets one of them wait takes back the hold of that request, and only for as long
/// as it lives: its caller may leave before the server learns of it, and the clock must not run on for the requests that come after.
/// </summary>
public sealed partial class VirtualTimeProvider
{
    private readonly Dictionary<string, List<TrackedExchange>> _exchanges = new(StringComparer.Ordinal);

    /// <summary>Keeps the clock still for a request, until the result is disposed of.</summary>
    internal TrackedExchange HoldFor(HttpRequestMessage request)
    {
        var exchange = new TrackedExchange(this, NameOf(request.Method.Method, request.RequestUri!));
        lock (_exchanges)
        {
            if (!_exchanges.TryGetValue(exchange.Name, out var same))
                _exchanges[exchange.Name] = same = [];
            same.Add(exchange);
        }

        return exchange;
    }

    /// <summary>Lets time pass during a request, once its caller waits for more than it got; ends with the result or with the request.</summary>
    /// <param name="method">The request's method.</param>
    /// <param name="address">Its whole address.</param>
    /// <param name="sent">How many bytes of the body were sent; -1 when the caller does not even have all headers.</param>
    /// <returns>Null when no such request is tracked: it does not keep the clock still.</returns>
    internal IDisposable? ReleaseFor(string method, Uri address, long sent)
    {
        lock (_exchanges)
        {
            return _exchanges.TryGetValue(NameOf(method, address), out var same)
                ? same.Find(exchange => !exchange.IsWaiting)?.LetWait(sent)
                : null;
        }
    }

    internal void EndExchange(TrackedExchange exchange)
    {
        lock (_gate)
            _timeoutRang = false;
        lock (_exchanges)
        {
            if (_exchanges.TryGetValue(exchange.Name, out var same) && same.Remove(exchange) && same.Count == 0)
                _exchanges.Remove(exchange.Name);
        }
    }

    /// <summary>A caller's patience ends: the request that it gives up needs its time to end before the clock may go on to the next timer.</summary>
    internal void TimeoutRings()
    {
        lock (_gate)
            _timeoutRang = true;
    }

    private static string NameOf(string method, Uri address) => $"{method} {address.AbsoluteUri}";
}
