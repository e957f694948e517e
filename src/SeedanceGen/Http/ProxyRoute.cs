using System.Net;

namespace SeedanceGen.Http;

/// <summary>
/// The proxies of a handler, so that an error names the machine that did not respond. Never shows their credentials.
/// </summary>
internal sealed class ProxyRoute
{
    private readonly IWebProxy? _proxy;

    private ProxyRoute(IWebProxy? proxy) => _proxy = proxy;

    /// <summary>The proxies that a handler uses. For a handler of an unknown type, no proxy is known.</summary>
    public static ProxyRoute Of(HttpMessageHandler handler)
    {
        var innermost = handler;
        while (innermost is DelegatingHandler { InnerHandler: { } inner })
            innermost = inner;

        return new ProxyRoute(innermost switch
        {
            SocketsHttpHandler { UseProxy: true } sockets => sockets.Proxy ?? HttpClient.DefaultProxy,
            HttpClientHandler { UseProxy: true } client => client.Proxy ?? HttpClient.DefaultProxy,
            _ => null,
        });
    }

    /// <summary>The words <c> through the proxy host:port</c> when a request to an address passes one; empty when it passes none.</summary>
    public string To(Uri address)
    {
        try
        {
            return _proxy is not null && !_proxy.IsBypassed(address) && _proxy.GetProxy(address) is { } proxy && proxy != address
                ? $" through the proxy {proxy.Host}:{proxy.Port}"
                : string.Empty;
        }
        catch (Exception)
        {
            // A caller's own proxy may throw, and the error that is being described says more.
            return string.Empty;
        }
    }
}

/// <summary>The system's proxy, except for this machine: plain HTTP to this machine never passes another machine.</summary>
internal sealed class ProxyForOtherMachines : IWebProxy
{
    public ICredentials? Credentials
    {
        get => HttpClient.DefaultProxy.Credentials;
        set => HttpClient.DefaultProxy.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => destination.IsLoopback ? null : HttpClient.DefaultProxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || HttpClient.DefaultProxy.IsBypassed(host);
}
