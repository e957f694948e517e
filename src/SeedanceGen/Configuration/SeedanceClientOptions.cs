using System.Diagnostics;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace SeedanceGen;

/// <summary>
/// The options of a <see cref="SeedanceClient"/>. A client checks them when it is made. From then on they are read-only: setting an option
/// throws an <see cref="InvalidOperationException"/>.
/// </summary>
[DebuggerDisplay("{BaseAddress}")]
public sealed partial class SeedanceClientOptions
{
    /// <summary>The environment variable for <see cref="ApiKey"/>; read when that is null.</summary>
    public const string ApiKeyVariable = "SEEDANCE_API_KEY";

    /// <summary>The environment variable for <see cref="BaseAddress"/>; read when that is null.</summary>
    public const string BaseAddressVariable = "SEEDANCE_BASE_URL";

    private bool _isReadOnly;
    private Dictionary<string, string> _serverVariables = [];

    /// <summary>The API key, <c>sd2_live_…</c> (page "API overview"). Null, the default, reads <c>SEEDANCE_API_KEY</c>.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [JsonIgnore]
    public string? ApiKey { get; set => field = Changed(value); }

    /// <summary>
    /// Gives the API key of each call, such as from a vault, in place of <see cref="ApiKey"/>. The client calls it once for each call, not
    /// for each attempt, with the token of the call. Many threads may call it at once, so it should cache the key for as long as the key is
    /// valid. When it throws, or its key is malformed, the call throws a <see cref="SeedanceConfigurationException"/>, and nothing was
    /// sent. Null, the default, takes <see cref="ApiKey"/>.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    [JsonIgnore]
    public Func<CancellationToken, ValueTask<string>>? ApiKeyProvider { get; set => field = Changed(value); }

    /// <summary>
    /// The root of the service: HTTPS, or HTTP on this machine (loopback). Null, the default, reads <c>SEEDANCE_BASE_URL</c>, and takes the
    /// documented server when that is not set.
    /// </summary>
    public Uri? BaseAddress { get; set => field = Changed(value); }

    /// <summary>
    /// How long one attempt of a call may take, including its response. The default is 60 seconds; <see cref="Timeout.InfiniteTimeSpan"/>
    /// sets no limit.
    /// </summary>
    public TimeSpan AttemptTimeout { get; set => field = Changed(value); } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long an attempt may take to connect, including the proxy and TLS. The default is 15 seconds;
    /// <see cref="Timeout.InfiniteTimeSpan"/> sets no limit. When this time passes, nothing was submitted, so the client attempts the call
    /// again. It does not apply to a handler of your own (<see cref="HttpHandler"/>).
    /// </summary>
    public TimeSpan ConnectTimeout { get; set => field = Changed(value); } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a call may take with all its attempts and the pauses between them. The default is 3 minutes;
    /// <see cref="Timeout.InfiniteTimeSpan"/> sets no limit.
    /// </summary>
    public TimeSpan TotalTimeout { get; set => field = Changed(value); } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// The highest number of attempts of a call, with the first. The default is 4; 1 never repeats a call. Which calls are repeated is not
    /// an option: a submission only when the service certainly did not accept it.
    /// </summary>
    public int MaxAttempts { get; set => field = Changed(value); } = 4;

    /// <summary>The average pause before the second attempt; each later pause is twice as long. The default is half a second.</summary>
    public TimeSpan RetryDelay { get; set => field = Changed(value); } = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// The longest pause between two attempts. It never shortens a pause that the service asks for. The default is 20 seconds.
    /// </summary>
    public TimeSpan MaxRetryDelay { get; set => field = Changed(value); } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The largest response that is read, in bytes; a larger one is an error. The default is 4 MiB. It does not apply to videos.
    /// </summary>
    public int MaxResponseBytes { get; set => field = Changed(value); } = 4 * 1024 * 1024;

    /// <summary>The options of every wait that is called without options of its own.</summary>
    public WaitOptions WaitDefaults { get; set => field = Changed(value); } = new();

    /// <summary>
    /// The highest number of polls that start in a second, over all waits of the client. Null, the default, sets no cap. Rate limits are
    /// not documented.
    /// </summary>
    public double? MaxPollsPerSecond { get; set => field = Changed(value); }

    /// <summary>
    /// The credits that the client may be charged in all. When that much was charged, the next submission throws a
    /// <see cref="CreditLimitExceededException"/> before anything is sent. Null, the default, sets no limit.
    /// </summary>
    /// <remarks>
    /// The service reports the price of a job only in its response. With a limit, the client therefore sends one submission at a time; the
    /// others wait for the response. A canceled token ends that wait, and <see cref="TotalTimeout"/> does not count it. The last accepted
    /// job may exceed the limit by less than its own price. A submission with an unknown outcome or price counts as the most expensive
    /// accepted job, and as nothing before the first accepted job.
    /// </remarks>
    public int? MaxCredits { get; set => field = Changed(value); }

    /// <summary>The clock for every timeout, delay and timestamp. The default is the system's.</summary>
    public TimeProvider TimeProvider { get; set => field = Changed(value); } = TimeProvider.System;

    /// <summary>
    /// The handler that carries calls and downloads; the client does not dispose of it. Null, the default, uses a
    /// <see cref="SocketsHttpHandler"/> that follows no redirect. A handler of your own must not repeat a submission, because each
    /// repetition may be charged.
    /// </summary>
    public HttpMessageHandler? HttpHandler { get; set => field = Changed(value); }

    /// <summary>
    /// The client's log; docs/telemetry.md lists the events. The default logs nothing. The client never logs the key, the prompt, the
    /// media, the webhook's address or the video's link.
    /// </summary>
    public ILoggerFactory LoggerFactory { get; set => field = Changed(value); } = NullLoggerFactory.Instance;

    /// <summary>The variables of the server's address that are set, by their names in the API description.</summary>
    internal IReadOnlyDictionary<string, string> ServerVariables => _serverVariables;

    /// <summary>
    /// Why the key of a client with a name is not taken from the environment, whose account may be another one; null when it is.
    /// </summary>
    internal string? NoKeyFromEnvironment { get; set; }

    /// <summary>The source of jitter: a number from 0 to 1.</summary>
    internal Func<double> Random { get; init; } = System.Random.Shared.NextDouble;

    /// <summary>The address of the service, never the key.</summary>
    public override string ToString() => $"{nameof(SeedanceClientOptions)} {{ {nameof(BaseAddress)} = {BaseAddress} }}";

    /// <summary>The same options, not read-only.</summary>
    internal SeedanceClientOptions Copy()
    {
        var copy = (SeedanceClientOptions)MemberwiseClone();
        copy._isReadOnly = false;
        copy._serverVariables = new Dictionary<string, string>(_serverVariables);
        return copy;
    }

    /// <summary>Makes the options read-only.</summary>
    internal void MakeReadOnly() => _isReadOnly = true;

    internal string? ServerVariable(string name) => _serverVariables.GetValueOrDefault(name);

    internal void SetServerVariable(string name, string? value)
    {
        if (Changed(value) is { } text)
            _serverVariables[name] = text;
        else
            _serverVariables.Remove(name);
    }

    private T Changed<T>(T value) => _isReadOnly
        ? throw new InvalidOperationException("A client uses these options, so they cannot change. Make new ones for a new client.")
        : value;
}
