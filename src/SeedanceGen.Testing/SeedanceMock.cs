using SeedanceGen.Testing.Service;
using SeedanceGen.Testing.Transport;
using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing;

/// <summary>
/// A stateful mock of the Seedance 2.0 Open API for tests: it accepts jobs, charges credits, moves each job to its end, calls its webhook
/// and serves its video. <see cref="SeedanceMockServer"/> does so on a real socket, <see cref="InMemory"/> without one; both play the same
/// engine, and a caller cannot tell them apart.
/// </summary>
/// <remarks>
/// Documented and played as documented: the operations, the shapes, the statuses, the error envelope and the two documented prices. The
/// mock's own choice, because the service does not say: the HTTP status codes of errors, every error code but <c>unauthorized</c>, the
/// pace of jobs, other prices, the elements of the list of models, and when and how often a webhook is sent.
/// </remarks>
public abstract partial class SeedanceMock : IAsyncDisposable, IDisposable
{
    private readonly Lazy<Task> _stopped;
    private readonly FailureMonitor _failures = new();
    private Exception? _failure;

    private protected SeedanceMock(MockRuntime runtime)
    {
        Runtime = runtime;
        _stopped = new Lazy<Task>(StopAsync);
        _sharedHandler = new Lazy<HttpMessageHandler>(CreateHandler);
    }

    /// <summary>Where the mock is reached, such as <c>http://127.0.0.1:41234/</c>.</summary>
    public Uri BaseAddress => State.BaseAddress;

    /// <summary>The newest key of the mock: the only one that it accepts, unless <see cref="Keys"/> was told otherwise.</summary>
    public string ApiKey => State.Keys.Current;

    /// <summary>The mock's keys: revokes and replaces them in mid-run, and finds those that went astray.</summary>
    public MockKeys Keys => State.Keys;

    /// <summary>Every request that the mock received, and how it was answered.</summary>
    public RequestJournal Journal => State.Journal;

    /// <summary>What the jobs cost.</summary>
    public CreditLedger Ledger => State.Ledger;

    /// <summary>All jobs in the order of their acceptance; a copy that later submissions do not change.</summary>
    public IReadOnlyList<MockJob> Jobs => State.Jobs.All;

    /// <summary>Every attempt to deliver a webhook, and every webhook that was lost on purpose or withheld, in the order in which they ended.</summary>
    public IReadOnlyList<WebhookDelivery> Webhooks => State.WebhookSender.Deliveries;

    /// <summary>What was found wrong so far, and what would be wrong if the test ended now; ignored kinds included.</summary>
    public IReadOnlyList<MockViolation> Violations => State.Violations.All;

    internal MockRuntime Runtime { get; }

    internal MockServerState State => Runtime.State;

    /// <summary>Makes a mock without a socket: <see cref="CreateHandler"/> and <see cref="CreateClient"/> lead to it.</summary>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <returns>The mock, ready for requests; dispose of it so that it can fail a test in which something was wrong.</returns>
    /// <exception cref="ArgumentException">The options hold something impossible, such as a key with a space.</exception>
    public static SeedanceMock InMemory(SeedanceMockOptions? options = null)
    {
        options ??= new SeedanceMockOptions();
        options.EnsureUsable();
        return new MemoryMock(new MockRuntime(options));
    }

    /// <summary>Finds a job.</summary>
    /// <param name="requestId">The id that the submission returned.</param>
    /// <exception cref="KeyNotFoundException">The mock never gave out this id.</exception>
    public MockJob GetJob(string requestId)
    {
        ArgumentNullException.ThrowIfNull(requestId);
        return State.Jobs.TryFind(requestId, out var job)
            ? job
            : throw new KeyNotFoundException($"There is no job '{requestId}' on this mock server.");
    }

    /// <summary>
    /// Waits until every webhook that is due now has been answered or given up; see <see cref="Webhooks"/> for what came of them. On a
    /// <see cref="VirtualTimeProvider"/> that moves by itself, what a job's webhook still has to come, such as retries, is due now; on any
    /// other clock it is not waited for before its time.
    /// </summary>
    /// <param name="cancellationToken">Gives up waiting, not the webhooks.</param>
    public Task WaitForWebhooksAsync(CancellationToken cancellationToken = default) => State.WebhookSender.WhenIdleAsync(cancellationToken);

    /// <summary>Fails when something is wrong that <see cref="SeedanceMockOptions.IgnoredViolations"/> does not name. The end of a strict mock does the same.</summary>
    /// <exception cref="SeedanceMockException">Something is wrong.</exception>
    public void Verify() => VerifyAfter(failure: null);

    /// <summary>The same, for a test that has failed already by something else.</summary>
    internal void VerifyAfter(Exception? failure)
    {
        var state = State;
        var wrong = state.Violations.All.Where(violation => !state.Options.IgnoredViolations.Contains(violation.Kind)).ToArray();
        if (wrong.Length > 0)
            throw new SeedanceMockException(wrong, state.Faults.ChaosDescription, failure);
    }

    /// <summary>
    /// Forgets everything, as if the mock had just been made: jobs, journal, ledger, webhooks, faults and violations. Address, key and options
    /// stay; a clock that was given to it is not set back. What was wrong before is forgotten too: call <see cref="Verify"/> first.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The mock has ended; what it saw stays readable.</exception>
    public Task ResetAsync()
    {
        ObjectDisposedException.ThrowIf(_stopped.IsValueCreated, this);
        return Runtime.ResetAsync().AsTask();
    }

    /// <summary>
    /// Gives webhooks that are on their way a second of real time, frees the port, stops all clocks and breaks off what is still on its way;
    /// then fails the test if a strict mock found something wrong. Journal, ledger, jobs and violations stay readable.
    /// </summary>
    /// <exception cref="SeedanceMockException">The mock is strict, and something is wrong. A failure of the test that is under way is not lost by it.</exception>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return EndAsync(_failures.Find(typeof(SeedanceMock).Assembly));
    }

    /// <summary>The same, for callers that cannot wait otherwise.</summary>
    /// <exception cref="SeedanceMockException">The mock is strict, and something is wrong.</exception>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        EndAsync(_failures.Find(typeof(SeedanceMock).Assembly)).AsTask().GetAwaiter().GetResult();
    }

    /// <summary>Ends the mock after a test that failed by this, if by anything.</summary>
    internal ValueTask EndAsync(Exception? failure)
    {
        Interlocked.CompareExchange(ref _failure, failure, null);
        return new ValueTask(_stopped.Value);
    }

    /// <summary>Ends the transport: no request comes after it.</summary>
    private protected abstract ValueTask CloseAsync();

    private async Task StopAsync()
    {
        await State.WebhookSender.DrainAsync().ConfigureAwait(false);
        if (_sharedHandler.IsValueCreated)
            _sharedHandler.Value.Dispose();
        await CloseAsync().ConfigureAwait(false);
        await Runtime.DisposeAsync().ConfigureAwait(false);
        if (State.Options.Strict)
            VerifyAfter(_failure);
    }
}
