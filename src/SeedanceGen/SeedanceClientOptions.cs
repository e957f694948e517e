using System.Diagnostics;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace SeedanceGen;

/// <summary>
/// How a <see cref="SeedanceClient"/> reaches the service. Read-only once a client uses it: setting an option then throws an
/// <see cref="InvalidOperationException"/>. A client checks all options when it is made.
/// </summary>
[DebuggerDisplay("{BaseAddress}")]
public sealed class SeedanceClientOptions
{
    /// <summary>The environment variable that <see cref="ApiKey"/> is read from when it is not set.</summary>
    public const string ApiKeyVariable = "SEEDANCE_API_KEY";

    /// <summary>The environment variable that <see cref="BaseAddress"/> is read from when it is not set.</summary>
    public const string BaseAddressVariable = "SEEDANCE_BASE_URL";

    private bool _isReadOnly;

    /// <summary>The API key, <c>sd2_live_…</c> (page "API overview"); read from <c>SEEDANCE_API_KEY</c> when null.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [JsonIgnore]
    public string? ApiKey { get; set => field = Changed(value); }

    /// <summary>
    /// The root of the service; read from <c>SEEDANCE_BASE_URL</c> when null, and the documented server when that is not set either.
    /// HTTPS, except on this machine (loopback).
    /// </summary>
    public Uri? BaseAddress { get; set => field = Changed(value); }

    /// <summary>How long one attempt of a call may take, its answer included. The default is 60 seconds.</summary>
    public TimeSpan AttemptTimeout { get; set => field = Changed(value); } = TimeSpan.FromSeconds(60);

    /// <summary>How long a call may take with all its attempts and the pauses between them. The default is 3 minutes.</summary>
    public TimeSpan TotalTimeout { get; set => field = Changed(value); } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// How often a call is attempted at most, the first time included. The default is 4; 1 never repeats a call. What may be repeated is
    /// not an option: a submission only when the service certainly did not accept it.
    /// </summary>
    public int MaxAttempts { get; set => field = Changed(value); } = 4;

    /// <summary>The pause before the second attempt, on average; later pauses double. The default is half a second.</summary>
    public TimeSpan RetryDelay { get; set => field = Changed(value); } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest such pause. A pause that the service asks for is never shortened by it. The default is 20 seconds.</summary>
    public TimeSpan MaxRetryDelay { get; set => field = Changed(value); } = TimeSpan.FromSeconds(20);

    /// <summary>The largest answer that is read, in bytes; a larger one is an error. The default is 4 MiB. Videos have no such limit.</summary>
    public int MaxResponseBytes { get; set => field = Changed(value); } = 4 * 1024 * 1024;

    /// <summary>How a wait for a job goes, unless the call says otherwise.</summary>
    public WaitOptions WaitDefaults { get; set => field = Changed(value); } = new();

    /// <summary>
    /// How many polls of waiting jobs may start in a second, over all waits of the client; null, the default, sets no cap. Rate limits are
    /// not documented.
    /// </summary>
    public double? MaxPollsPerSecond { get; set => field = Changed(value); }

    /// <summary>
    /// What the client may be charged in all, in credits: once it was charged that much, the next submission is refused with a
    /// <see cref="CreditLimitExceededException"/> before anything is sent. Null, the default, sets no limit.
    /// </summary>
    /// <remarks>
    /// The service says what a job costs only when it has accepted it. So with a limit, one submission at a time is on its way and the others
    /// wait for its answer (a token ends that, <see cref="TotalTimeout"/> does not count it), and the last job that is accepted may exceed the limit: by less than its own price, never by a second job. A
    /// submission whose outcome or price is not known counts as the dearest that was accepted, and as nothing while there is none.
    /// </remarks>
    public int? MaxCredits { get; set => field = Changed(value); }

    /// <summary>The clock for every timeout, delay and timestamp. The default is the system's.</summary>
    public TimeProvider TimeProvider { get; set => field = Changed(value); } = TimeProvider.System;

    /// <summary>
    /// What carries the calls and the downloads; the client does not dispose of it. The default is a <see cref="SocketsHttpHandler"/> that
    /// follows no redirect. A handler of your own must not repeat a submission, which may be paid for each time: leave retries to the client.
    /// </summary>
    public HttpMessageHandler? HttpHandler { get; set => field = Changed(value); }

    /// <summary>
    /// Where the client logs what it does; the events are listed in docs/telemetry.md. The default logs nothing. Never logged: the key,
    /// the prompt, the media, the webhook's address and the video's link.
    /// </summary>
    public ILoggerFactory LoggerFactory { get; set => field = Changed(value); } = NullLoggerFactory.Instance;

    /// <summary>Where jitter comes from: a number from 0 to 1.</summary>
    internal Func<double> Random { get; init; } = System.Random.Shared.NextDouble;

    /// <summary>The address of the service, never the key.</summary>
    public override string ToString() => $"{nameof(SeedanceClientOptions)} {{ {nameof(BaseAddress)} = {BaseAddress} }}";

    /// <summary>The same options, which can be changed again.</summary>
    internal SeedanceClientOptions Copy()
    {
        var copy = (SeedanceClientOptions)MemberwiseClone();
        copy._isReadOnly = false;
        return copy;
    }

    /// <summary>From here on nothing changes: a client uses these options.</summary>
    internal void MakeReadOnly() => _isReadOnly = true;

    private T Changed<T>(T value) => _isReadOnly
        ? throw new InvalidOperationException("A client uses these options, so they cannot change any more. Make new ones for a new client.")
        : value;
}
