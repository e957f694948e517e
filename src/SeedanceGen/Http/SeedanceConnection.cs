using System.Diagnostics;
using System.Text;
using SeedanceGen.Configuration;
using SeedanceGen.Telemetry;

namespace SeedanceGen.Http;

/// <summary>The checked options of one client, and the handler that carries its calls.</summary>
[DebuggerDisplay("{BaseAddress}")]
internal sealed class SeedanceConnection : IDisposable
{
    /// <summary>A shorter key could be found in the words of the API itself. The service's own keys are longer.</summary>
    private const int ShortestMaskedKey = 8;

    private readonly bool _ownsHandler;
    private readonly HttpMessageHandler _handler;
    private bool _isDisposed;

    public SeedanceConnection(SeedanceClientOptions options, string? apiKey)
    {
        var validator = new OptionsValidator(options, apiKey);
        validator.ThrowOnFaults();
        options.MakeReadOnly();
        Options = options;
        BaseAddress = validator.BaseAddress;
        ApiKey = validator.ApiKey;
        Telemetry = new ClientTelemetry(options.TimeProvider, options.LoggerFactory, BaseAddress.Host);
        KeyBytes = ApiKey.Length >= ShortestMaskedKey ? Encoding.UTF8.GetBytes(ApiKey) : [];
        _ownsHandler = options.HttpHandler is null;
        _handler = options.HttpHandler ?? ServiceHandler.Create(options);
        Proxies = ProxyRoute.Of(_handler);
        Http = new HttpMessageInvoker(_handler, disposeHandler: _ownsHandler);
    }

    public SeedanceClientOptions Options { get; }

    public Uri BaseAddress { get; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string ApiKey { get; }

    /// <summary>The key as it would stand in a response; empty when it is too short to be told from other text.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public byte[] KeyBytes { get; }

    public HttpMessageInvoker Http { get; }

    /// <summary>The proxies that calls and downloads pass.</summary>
    public ProxyRoute Proxies { get; }

    public ClientTelemetry Telemetry { get; }

    /// <summary>How long the client's own handler tries to connect; null when the caller's handler decides.</summary>
    public TimeSpan? ConnectTimeout => _ownsHandler ? Options.ConnectTimeout : null;

    /// <summary>Whether nothing of a request was sent.</summary>
    /// <param name="content">The body of the request.</param>
    public bool IsUnsent(HttpContent? content) => SentContent.IsUnsent(content, _handler);

    /// <summary>Removes the key from a text that came from outside.</summary>
    public string Mask(string text) => text.Replace(ApiKey, "***", StringComparison.Ordinal);

    public void ThrowIfDisposed()
    {
        if (Volatile.Read(ref _isDisposed))
            throw new ObjectDisposedException("SeedanceGen.SeedanceClient", "Cannot access a disposed client.");
    }

    public void Dispose()
    {
        Volatile.Write(ref _isDisposed, true);
        Http.Dispose();
    }
}

/// <summary>The default handler of a client's calls.</summary>
internal static class ServiceHandler
{
    public static SocketsHttpHandler Create(SeedanceClientOptions options) => new()
    {
        ConnectTimeout = options.ConnectTimeout,
        // A redirect could carry a charged submission, or the key, to another host.
        AllowAutoRedirect = false,
        // Requests to this machine may be plain HTTP, so they stay on it.
        Proxy = new ProxyForOtherMachines(),
        // A client lives as long as the program; the addresses behind a host name change.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
