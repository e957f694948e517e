using SeedanceGen.Testing.Engine;
using SeedanceGen.Testing.Hosting;

namespace SeedanceGen.Testing;

/// <summary>
/// A stateful mock of the Seedance 2.0 Open API on a free loopback port, for tests: it accepts jobs, charges credits, moves each job
/// to its end, calls its webhook and serves its video. Servers are independent of each other and start in a few milliseconds.
/// </summary>
/// <remarks>
/// Documented and played as documented: the operations, the shapes, the statuses, the error envelope and the two documented prices. The
/// mock's own choice, because the service does not say: the HTTP status codes of errors, every error code but <c>unauthorized</c>, the
/// pace of jobs, other prices, the elements of the list of models, and when and how often a webhook is sent.
/// </remarks>
public sealed class SeedanceMockServer : IAsyncDisposable
{
    private readonly MockServerState _state;
    private readonly KestrelHost _host;
    private readonly Lazy<Task> _stopped;

    private SeedanceMockServer(MockServerState state, KestrelHost host)
    {
        (_state, _host) = (state, host);
        _stopped = new Lazy<Task>(StopAsync);
    }

    /// <summary>Where the server is reached, with its port, such as <c>http://127.0.0.1:41234/</c>.</summary>
    public Uri BaseAddress => _host.Address;

    /// <summary>The newest key of the server: the only one that it accepts, unless <see cref="Keys"/> was told otherwise.</summary>
    public string ApiKey => _state.Keys.Current;

    /// <summary>The server's keys: revokes and replaces them in mid-run, and finds those that went astray.</summary>
    public MockKeys Keys => _state.Keys;

    /// <summary>Every request that the server received, and how it was answered.</summary>
    public RequestJournal Journal => _state.Journal;

    /// <summary>What the jobs cost.</summary>
    public CreditLedger Ledger => _state.Ledger;

    /// <summary>All jobs in the order of their acceptance; a copy that later submissions do not change.</summary>
    public IReadOnlyList<MockJob> Jobs => _state.Jobs.All;

    /// <summary>Every attempt to deliver a webhook, and every webhook that was lost on purpose or withheld, in the order in which they ended.</summary>
    public IReadOnlyList<WebhookDelivery> Webhooks => _state.Courier.Deliveries;

    /// <summary>What was found wrong so far, and what would be wrong if the test ended now; tolerated kinds included.</summary>
    public IReadOnlyList<MockFinding> Findings => _state.Findings.All;

    /// <summary>Starts a server.</summary>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The server, ready for requests; dispose it to free its port.</returns>
    /// <exception cref="ArgumentException">The options hold something impossible, such as a key with a space.</exception>
    public static async Task<SeedanceMockServer> StartAsync(SeedanceMockOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SeedanceMockOptions();
        options.EnsureUsable();
        cancellationToken.ThrowIfCancellationRequested();

        var state = new MockServerState(options);
        var host = await KestrelHost.StartAsync(new EngineApplication(new MockEngine(state)), cancellationToken).ConfigureAwait(false);
        state.BaseAddress = host.Address;
        return new SeedanceMockServer(state, host);
    }

    /// <summary>Finds a job.</summary>
    /// <param name="requestId">The id that the submission returned.</param>
    /// <exception cref="KeyNotFoundException">The server never gave out this id.</exception>
    public MockJob GetJob(string requestId)
    {
        ArgumentNullException.ThrowIfNull(requestId);
        return _state.Jobs.TryFind(requestId, out var job)
            ? job
            : throw new KeyNotFoundException($"There is no job '{requestId}' on this mock server.");
    }

    /// <summary>
    /// Waits until every webhook that is due now has been answered or given up; see <see cref="Webhooks"/> for what came of them. On a
    /// <see cref="VirtualTimeProvider"/> that moves by itself, what a job's webhook still has to come, such as retries, is due now; on any
    /// other clock it is not waited for before its time.
    /// </summary>
    /// <param name="cancellationToken">Gives up waiting, not the webhooks.</param>
    public Task WaitForWebhooksAsync(CancellationToken cancellationToken = default) => _state.Courier.WhenIdleAsync(cancellationToken);

    /// <summary>Fails when something is wrong that <see cref="SeedanceMockOptions.Tolerated"/> does not name. The end of a strict server does the same.</summary>
    /// <exception cref="SeedanceMockException">Something is wrong.</exception>
    public void Verify()
    {
        var wrong = Findings.Where(finding => !_state.Options.Tolerated.Contains(finding.Kind)).ToArray();
        if (wrong.Length > 0)
            throw new SeedanceMockException(wrong);
    }

    /// <summary>
    /// Gives webhooks that are on their way a second of real time, frees the port, stops all clocks and breaks off what is still on its way;
    /// then fails the test if a strict server found something wrong. Journal, ledger, jobs and findings stay readable.
    /// </summary>
    /// <exception cref="SeedanceMockException">The server is strict, and something is wrong.</exception>
    public ValueTask DisposeAsync() => new(_stopped.Value);

    private async Task StopAsync()
    {
        await _state.Courier.LandAsync().ConfigureAwait(false);
        await _host.DisposeAsync().ConfigureAwait(false);
        await _state.DisposeAsync().ConfigureAwait(false);
        if (_state.Options.Strict)
            Verify();
    }
}
