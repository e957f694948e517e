using System.Diagnostics;
using System.Text;
using SeedanceGen.Configuration;
using SeedanceGen.Telemetry;

namespace SeedanceGen.Http;

/// <summary>The checked configuration of one client, and the handler that carries its calls.</summary>
[DebuggerDisplay("{BaseAddress}")]
internal sealed class SeedanceConnection : IDisposable
{
    /// <summary>A shorter key would be found in the words of the API itself; the service's own are longer.</summary>
    private const int ShortestMaskedKey = 8;

    private readonly bool _ownsHandler;
    private bool _isDisposed;

    public SeedanceConnection(SeedanceClientOptions options, string? apiKey)
    {
        var check = OptionsCheck.Of(options, apiKey);
        check.ThrowOnFaults();
        options.MakeReadOnly();
        Options = options;
        BaseAddress = check.BaseAddress;
        ApiKey = check.ApiKey;
        Telemetry = new ClientTelemetry(options, BaseAddress);
        KeyBytes = ApiKey.Length >= ShortestMaskedKey ? Encoding.UTF8.GetBytes(ApiKey) : [];
        _ownsHandler = options.HttpHandler is null;
        Http = new HttpMessageInvoker(options.HttpHandler ?? ServiceHandler.Create(), disposeHandler: _ownsHandler);
    }

    public SeedanceClientOptions Options { get; }

    public Uri BaseAddress { get; }

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string ApiKey { get; }

    /// <summary>The key as it would stand in an answer; empty when it is too short to be told from other text.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public byte[] KeyBytes { get; }

    public HttpMessageInvoker Http { get; }

    public ClientTelemetry Telemetry { get; }

    /// <summary>Removes the key from a text that came from outside.</summary>
    public string Mask(string text) => text.Replace(ApiKey, "***", StringComparison.Ordinal);

    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed), typeof(SeedanceClient));

    public void Dispose()
    {
        Volatile.Write(ref _isDisposed, true);
        Http.Dispose();
    }
}
