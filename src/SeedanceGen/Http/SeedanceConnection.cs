using System.Diagnostics;
using SeedanceGen.Configuration;
using SeedanceGen.Telemetry;

namespace SeedanceGen.Http;

/// <summary>The checked options of one client, what its calls carry, and the handler that carries them.</summary>
[DebuggerDisplay("{BaseAddress}")]
internal sealed class SeedanceConnection : IDisposable
{
    /// <summary>
    /// How many keys are masked. A call may still carry an earlier key, and its response may repeat it. No call outlasts this many keys.
    /// </summary>
    private const int MostRememberedKeys = 16;

    private readonly bool _ownsHandler;
    private readonly HttpMessageHandler _handler;
    private readonly object _lock = new();
    private volatile ServiceAccess[] _accesses;
    private IDisposable? _changes;
    private bool _isDisposed;

    public SeedanceConnection(SeedanceClientOptions options, string? apiKey)
    {
        if (OperatingSystem.IsBrowser())
            throw new PlatformNotSupportedException(UnsupportedUse.InBrowser);

        var validator = new OptionsValidator(options, apiKey);
        validator.ThrowOnFaults();
        options.MakeReadOnly();
        Options = options;
        _accesses = [new ServiceAccess(validator.BaseAddress, validator.ApiKey)];
        Telemetry = new ClientTelemetry(options.TimeProvider, options.LoggerFactory, BaseAddress);
        _ownsHandler = options.HttpHandler is null;
        _handler = options.HttpHandler ?? ServiceHandler.Create(options);
        Proxies = ProxyRoute.Of(_handler);
        Http = new HttpMessageInvoker(_handler, disposeHandler: _ownsHandler);
    }

    public SeedanceClientOptions Options { get; }

    /// <summary>What a call that begins now carries.</summary>
    public ServiceAccess Access => _accesses[0];

    public Uri BaseAddress => Access.BaseAddress;

    public HttpMessageInvoker Http { get; }

    /// <summary>The proxies that calls and downloads pass.</summary>
    public ProxyRoute Proxies { get; }

    public ClientTelemetry Telemetry { get; }

    /// <summary>How long the client's own handler tries to connect; null when the caller's handler decides.</summary>
    public TimeSpan? ConnectTimeout => _ownsHandler ? Options.ConnectTimeout : null;

    /// <summary>Whether nothing of a request was sent.</summary>
    /// <param name="content">The body of the request.</param>
    public bool IsUnsent(HttpContent? content) => SentContent.IsUnsent(content, _handler);

    /// <summary>Removes every key that calls carry from a text that came from outside.</summary>
    public string Mask(string text)
    {
        foreach (var access in _accesses)
        {
            if (access.ApiKey.Length > 0)
                text = text.Replace(access.ApiKey, "***", StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>Removes every key that calls carry from bytes that came from outside.</summary>
    public void Mask(Span<byte> text)
    {
        foreach (var access in _accesses)
            text.Mask(access.KeyBytes);
    }

    /// <summary>Makes calls that begin from now on carry another key, and go to another address when there is one.</summary>
    public ServiceAccess Change(string apiKey, Uri? baseAddress = null)
    {
        lock (_lock)
        {
            var isSameAddress = baseAddress is null || baseAddress == BaseAddress;
            if (isSameAddress && apiKey == Access.ApiKey)
                return Access;

            var next = isSameAddress ? Access.WithKey(apiKey) : new ServiceAccess(baseAddress!, apiKey);
            _accesses = [next, .. _accesses.Where(access => access.ApiKey != apiKey).Take(MostRememberedKeys - 1)];
            Telemetry.Server = next.BaseAddress;
            return next;
        }
    }

    /// <summary>Takes over the subscription that changes the key and the address, and disposes of it with the client.</summary>
    public void Follow(IDisposable changes) => _changes = changes;

    public void ThrowIfDisposed()
    {
        if (Volatile.Read(ref _isDisposed))
            throw new ObjectDisposedException("SeedanceGen.SeedanceClient", "Cannot access a disposed client.");
    }

    public void Dispose()
    {
        Volatile.Write(ref _isDisposed, true);
        _changes?.Dispose();
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
