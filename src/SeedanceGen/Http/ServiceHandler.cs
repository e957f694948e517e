namespace SeedanceGen.Http;

/// <summary>The handler that carries a client's calls, unless the options bring one.</summary>
internal static class ServiceHandler
{
    public static SocketsHttpHandler Create() => new()
    {
        // A redirect could carry a charged submission, or a key, to another place.
        AllowAutoRedirect = false,
        // What is meant for this machine stays on it: plain HTTP is accepted there alone.
        Proxy = new ProxyForOtherMachines(),
        // A client lives as long as the program; the addresses behind a host name do not.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
