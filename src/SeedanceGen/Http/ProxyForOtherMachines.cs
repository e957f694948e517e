using System.Net;

namespace SeedanceGen.Http;

/// <summary>The system's proxy, except for this machine: what is sent to it in plain text never goes through another one.</summary>
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
