using System.Collections.Concurrent;
using System.Diagnostics;

namespace SeedanceGen.TestKit.Proxy;

/// <summary>
/// Leads what goes over sockets to the proxy, for each handler in the process: the platform's own handler tells of each request before it
/// is sent, and so no test can forget to.
/// </summary>
public sealed class SocketRoute : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string Source = "HttpHandlerDiagnosticListener";

    /// <summary>These two, unlike the newer ones, make no activity and no header of their own.</summary>
    private const string Sending = "System.Net.Http.Request";

    private const string Responded = "System.Net.Http.Response";

    private readonly ConcurrentDictionary<object, (HttpRequestMessage Request, Uri Meant)> _underWay = new();

    public static void Open() => DiagnosticListener.AllListeners.Subscribe(new SocketRoute());

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == Source)
            value.Subscribe(this, static name => name is Sending or Responded);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        var exchange = Part(value.Value, "LoggingRequestId");
        if (value.Key == Sending && Part(value.Value, "Request") is HttpRequestMessage request && ProxiedRun.Takes(request))
        {
            _underWay[exchange] = (request, request.RequestUri!);
            ProxiedRun.Redirect(request);
        }
        else if (value.Key == Responded && _underWay.TryRemove(exchange, out var sent))
        {
            ProxiedRun.Restore(sent.Request, sent.Meant);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private static object Part(object? told, string name) => told!.GetType().GetProperty(name)!.GetValue(told)!;
}
