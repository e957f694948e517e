using System.Globalization;
using System.Text;
using SeedanceGen.Testing.Faults;
using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Service;
using SeedanceGen.Testing.Transport;
using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing;

/// <summary>
/// A stateful mock of the Seedance 2.0 Open API for tests: it accepts jobs, charges credits, moves each job to its end, sends its webhook
/// and serves its video. <see cref="SeedanceMockServer"/> listens on a real socket, <see cref="InMemory(SeedanceMockOptions)"/> needs none.
/// A caller cannot tell the two apart.
/// </summary>
/// <remarks>
/// The mock follows the documentation in the operations, the shapes, the statuses, the error envelope and the two documented prices. What
/// the service does not document is the mock's own choice: the HTTP status codes of errors, every error code but <c>unauthorized</c>, the
/// pace of jobs, other prices, the elements of the list of models, and when and how often a webhook is sent.
/// </remarks>
public class SeedanceMock : IAsyncDisposable, IDisposable
{
    private readonly Lazy<Task> _stopped;
    private readonly Lazy<HttpMessageHandler> _sharedHandler;
    private readonly FailureMonitor _failures = new();
    private MockEngine _engine;
    private IMockTransport? _transport;
    private Exception? _failure;

    private protected SeedanceMock(SeedanceMockOptions options, ApiDescription? description = null)
    {
        StartOptions = options;
        _engine = new MockEngine(options, description);
        CurrentEngine = () => Engine;
        _stopped = new Lazy<Task>(StopAsync);
        _sharedHandler = new Lazy<HttpMessageHandler>(CreateHandler);
    }

    /// <summary>Where the mock is reached, such as <c>http://127.0.0.1:41234/</c>.</summary>
    public Uri BaseAddress => Engine.BaseAddress;

    /// <summary>The newest key of the mock. The mock accepts no other, unless the test changed the <see cref="Keys"/>.</summary>
    public string ApiKey => Keys.Current;

    /// <summary>The mock's keys: revokes and replaces them during a run, and finds keys in places where they must not be.</summary>
    public MockKeys Keys => Engine.Keys;

    /// <summary>Every request that the mock received and keeps, with its response.</summary>
    public RequestJournal Journal => Engine.Journal;

    /// <summary>What the jobs cost.</summary>
    public CreditLedger Ledger => Engine.Ledger;

    /// <summary>What the mock has counted; with a <see cref="SeedanceMockOptions.Retention"/>, also what it no longer keeps.</summary>
    public MockCounts Counts => Engine.Counts;

    /// <summary>All jobs that are kept, in the order of their acceptance; a copy that later submissions do not change.</summary>
    public IReadOnlyList<MockJob> Jobs => Engine.Jobs.All;

    /// <summary>
    /// Every attempt to deliver a webhook, and every webhook that was dropped or withheld, in the order in which they ended.
    /// </summary>
    public IReadOnlyList<WebhookDelivery> Webhooks => Engine.Webhooks.Deliveries;

    /// <summary>What was found wrong so far, and what would be wrong if the test ended now; ignored kinds included.</summary>
    public IReadOnlyList<MockViolation> Violations => Engine.Violations.All;

    /// <summary>
    /// What chaos did and how to repeat it, on one line; null when the options have no <see cref="SeedanceMockOptions.Chaos"/>. The
    /// exception of a strict mock has it, too.
    /// </summary>
    public string? ChaosDescription => Engine.Faults.ChaosDescription;

    /// <summary>The current engine; a reset replaces it.</summary>
    internal MockEngine Engine => Volatile.Read(ref _engine);

    /// <summary><see cref="Engine"/> for a transport.</summary>
    private protected Func<MockEngine> CurrentEngine { get; }

    /// <summary>The options that the mock was made with; a reset may have replaced them.</summary>
    internal SeedanceMockOptions StartOptions { get; }

    /// <summary>Makes a mock without a socket: <see cref="CreateHandler"/> and <see cref="CreateClient"/> lead to it.</summary>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <returns>The mock, ready for requests; dispose of it so that it can fail a test in which something was wrong.</returns>
    /// <exception cref="ArgumentException">The options hold something impossible, such as a key with a space.</exception>
    public static SeedanceMock InMemory(SeedanceMockOptions? options = null) => InMemory(options, description: null);

    /// <summary>Makes a mock of another description than the one that this assembly was built from.</summary>
    internal static SeedanceMock InMemory(SeedanceMockOptions? options, ApiDescription? description)
    {
        options ??= new SeedanceMockOptions();
        options.EnsureUsable();
        var mock = new SeedanceMock(options, description);
        mock._transport = new InMemoryTransport(mock.CurrentEngine);
        return mock;
    }

    /// <summary>Finds a job.</summary>
    /// <param name="requestId">The id that the submission returned.</param>
    /// <exception cref="KeyNotFoundException">The mock never gave out this id, or no longer keeps the job.</exception>
    public MockJob GetJob(string requestId)
    {
        ArgumentNullException.ThrowIfNull(requestId);
        return Engine.Jobs.TryFind(requestId, out var job)
            ? job
            : throw new KeyNotFoundException($"There is no job '{requestId}' on this mock server.");
    }

    /// <summary>Adds a job that the service had before, as <see cref="SeedanceMockOptions.Jobs"/> do from the start.</summary>
    /// <param name="existing">The job.</param>
    /// <returns>The job, to be looked at and moved.</returns>
    /// <exception cref="ArgumentException">It is no job that the service could have, or its id is taken.</exception>
    public MockJob AddJob(ExistingJob existing)
    {
        ArgumentNullException.ThrowIfNull(existing);
        return Engine.Add(existing);
    }

    /// <summary>
    /// Makes a handler that leads to the mock, for an <see cref="HttpClient"/> or the client under test; it follows no redirect. With a
    /// <see cref="VirtualTimeProvider"/> in the options it keeps the clock still while a request is under way.
    /// </summary>
    /// <returns>The handler, which is the caller's to dispose of.</returns>
    public HttpMessageHandler CreateHandler()
    {
        var handler = _transport!.CreateHandler();
        return Engine.Options.TimeProvider is VirtualTimeProvider clock ? clock.Track(handler) : handler;
    }

    /// <summary>
    /// Makes options for a client of the mock: its address and key, the mock's clock, and a handler that ends with the mock.
    /// </summary>
    /// <returns>New options, which can be changed before a client uses them.</returns>
    public SeedanceClientOptions CreateClientOptions() => new()
    {
        ApiKey = ApiKey,
        BaseAddress = BaseAddress,
        TimeProvider = Engine.Options.TimeProvider,
        HttpHandler = _sharedHandler.Value,
    };

    /// <summary>Makes a client of the mock.</summary>
    /// <param name="configure">Changes options; null for none.</param>
    /// <returns>The client, which is the caller's to dispose of.</returns>
    public SeedanceClient CreateClient(Action<SeedanceClientOptions>? configure = null)
    {
        var options = CreateClientOptions();
        configure?.Invoke(options);
        return new SeedanceClient(options);
    }

    /// <summary>Begins a script for requests of any kind, such as <c>mock.Given().Respond(MockFault.Status(503)).Next(2)</c>.</summary>
    public RequestMatcherBuilder Given() => new(Engine.Faults, default);

    /// <summary>
    /// The secret of the webhooks, for the receiver under test; see <see cref="SeedanceMockOptions.WebhookSecret"/>.
    /// </summary>
    public string WebhookSecret => Engine.Options.WebhookSecret;

    /// <summary>
    /// The public key of the webhooks as PEM, for the receiver under test; null unless the mock plays
    /// <see cref="ApiVariant.SimilarServices"/>.
    /// </summary>
    public string? WebhookPublicKey => Engine.Signer?.PublicKey;

    /// <summary>
    /// Begins a script for one operation, such as <c>mock.Given(MockOperation.Submit).Respond(MockFault.ConnectionReset())</c>.
    /// </summary>
    /// <param name="operation">The operation; also one that the API description gained, by <see cref="MockOperation.Named"/>.</param>
    public RequestMatcherBuilder Given(MockOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return new RequestMatcherBuilder(Engine.Faults, new FaultMatcher(operation.Id, RequestId: null));
    }

    /// <summary>
    /// Waits until every webhook that is due now has a response or was given up; <see cref="Webhooks"/> has the outcomes. On a
    /// <see cref="VirtualTimeProvider"/> that moves by itself, later attempts of a webhook, such as retries, are due now; on any other
    /// clock they are not waited for before their time.
    /// </summary>
    /// <param name="cancellationToken">Gives up waiting, not the webhooks.</param>
    public Task WaitForWebhooksAsync(CancellationToken cancellationToken = default) => Engine.Webhooks.WhenIdleAsync(cancellationToken);

    /// <summary>
    /// Fails when something is wrong that <see cref="SeedanceMockOptions.IgnoredViolations"/> does not name. The end of a strict mock does
    /// the same.
    /// </summary>
    /// <exception cref="SeedanceMockException">Something is wrong.</exception>
    public void Verify() => Verify(Engine.Options.IgnoredViolations);

    /// <summary>
    /// The numbers of requests, jobs and credits, then each request, each violation and how to repeat the chaos on a line of its own; never
    /// the key.
    /// </summary>
    public string Report()
    {
        var engine = Engine;
        var (entries, counts) = (engine.Journal.Entries, engine.Counts);
        var report = new StringBuilder();
        report.AppendLine(
            CultureInfo.InvariantCulture,
            $"Seedance mock at {engine.BaseAddress}: {counts.Requests} requests, {counts.Jobs} jobs, "
                + $"{engine.Ledger.TotalCharged} credits");
        foreach (var entry in entries)
            report.AppendLine(CultureInfo.InvariantCulture, $"  {entry}");
        foreach (var violation in engine.Violations.All)
            report.AppendLine(CultureInfo.InvariantCulture, $"  {violation}");
        if (engine.Faults.ChaosDescription is { } chaos)
            report.AppendLine(CultureInfo.InvariantCulture, $"  {chaos}");
        return report.ToString();
    }

    /// <summary>
    /// Forgets everything, as if the mock had just been made: jobs, journal, ledger, webhooks, faults and violations. Address, key and
    /// options stay; a clock that was given to it is not set back. What was wrong before is forgotten too: call <see cref="Verify()"/>
    /// first.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The mock has ended; what it saw stays readable.</exception>
    public Task ResetAsync() => ResetAsync(StartOptions);

    /// <summary>
    /// Gives webhooks that are under way a second of real time, frees the port, stops all clocks and breaks off what is still under way;
    /// then fails the test if a strict mock found something wrong. Journal, ledger, jobs and violations stay readable.
    /// </summary>
    /// <exception cref="SeedanceMockException">
    /// The mock is strict, and something is wrong. The <see cref="Exception.InnerException"/> is the failure of a test that failed before.
    /// </exception>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return EndAsync(_failures.Find(typeof(SeedanceMock).Assembly));
    }

    /// <summary>The same as <see cref="DisposeAsync"/>, for callers that cannot await it.</summary>
    /// <exception cref="SeedanceMockException">The mock is strict, and something is wrong.</exception>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        EndAsync(_failures.Find(typeof(SeedanceMock).Assembly)).AsTask().GetAwaiter().GetResult();
    }

    /// <summary>Ends the mock. The exception is the failure of the test; null when the test did not fail.</summary>
    internal ValueTask EndAsync(Exception? failure)
    {
        Interlocked.CompareExchange(ref _failure, failure, null);
        return new ValueTask(_stopped.Value);
    }

    /// <summary>
    /// Fails when something is wrong that is not ignored. The exception is the failure of the test; null when the test did not fail.
    /// </summary>
    internal void Verify(IReadOnlyCollection<MockViolationKind> ignored, Exception? failure = null)
    {
        var wrong = Violations.Where(violation => !ignored.Contains(violation.Kind)).ToArray();
        if (wrong.Length > 0)
            throw new SeedanceMockException(wrong, ChaosDescription, failure);
    }

    /// <summary>Forgets everything; requests that are under way end on what was before.</summary>
    /// <param name="options">The options from now on.</param>
    internal Task ResetAsync(SeedanceMockOptions options)
    {
        ObjectDisposedException.ThrowIf(_stopped.IsValueCreated, this);
        var fresh = new MockEngine(options, Engine.Description) { BaseAddress = BaseAddress };
        // Each of several resets at the same time ends a different engine, so no engine is ended twice.
        return Interlocked.Exchange(ref _engine, fresh).DisposeAsync().AsTask();
    }

    private protected void Attach(IMockTransport transport, Uri baseAddress)
    {
        _transport = transport;
        Engine.BaseAddress = baseAddress;
    }

    private async Task StopAsync()
    {
        await Engine.Webhooks.DrainAsync().ConfigureAwait(false);
        if (_sharedHandler.IsValueCreated)
            _sharedHandler.Value.Dispose();
        if (_transport is not null)
            await _transport.DisposeAsync().ConfigureAwait(false);
        await Engine.DisposeAsync().ConfigureAwait(false);
        if (Engine.Options.Strict)
            Verify(Engine.Options.IgnoredViolations, _failure);
    }
}
