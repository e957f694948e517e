using System.Diagnostics;

namespace SeedanceGen;

/// <summary>How a <see cref="SeedanceClient"/> reaches the service. Not changed once a client uses it.</summary>
[DebuggerDisplay("{BaseAddress}")]
public sealed class SeedanceClientOptions
{
    /// <summary>The environment variable that <see cref="ApiKey"/> is read from when it is not set.</summary>
    public const string ApiKeyVariable = "SEEDANCE_API_KEY";

    /// <summary>The environment variable that <see cref="BaseAddress"/> is read from when it is not set.</summary>
    public const string BaseAddressVariable = "SEEDANCE_BASE_URL";

    /// <summary>The API key, <c>sd2_live_…</c> (page "API overview"); read from <c>SEEDANCE_API_KEY</c> when null.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiKey { get; init; }

    /// <summary>
    /// The root of the service; read from <c>SEEDANCE_BASE_URL</c> when null, and the documented server when that is not set either.
    /// HTTPS, except on this machine (loopback).
    /// </summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>How long one attempt of a call may take, its answer included. The default is 100 seconds.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The largest answer that is read, in bytes; a larger one is an error. The default is 4 MiB. Videos have no such limit.</summary>
    public int MaxResponseBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How a wait for a job goes, unless the call says otherwise.</summary>
    public WaitOptions Wait { get; init; } = new();

    /// <summary>The clock for every timeout, delay and timestamp. The default is the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// What carries the calls and the downloads; the client does not dispose of it. The default is a <see cref="SocketsHttpHandler"/> that
    /// follows no redirect.
    /// </summary>
    public HttpMessageHandler? HttpHandler { get; init; }

    /// <summary>The address of the service, never the key.</summary>
    public override string ToString() => $"{nameof(SeedanceClientOptions)} {{ {nameof(BaseAddress)} = {BaseAddress} }}";
}
