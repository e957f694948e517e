using System.Net;
using System.Runtime.ExceptionServices;
using SeedanceGen.Testing.Transport;

namespace SeedanceGen.Testing;

/// <summary>The mock on a free loopback port. Servers are independent of each other and start in a few milliseconds.</summary>
public sealed class SeedanceMockServer : SeedanceMock
{
    private int _isInTest;

    private SeedanceMockServer(SeedanceMockOptions options)
        : base(options)
    {
    }

    /// <summary>Starts a server.</summary>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The server, ready for requests; dispose it to free its port.</returns>
    /// <exception cref="ArgumentException">The options hold something impossible, such as a key with a space.</exception>
    public static Task<SeedanceMockServer> StartAsync(SeedanceMockOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SeedanceMockOptions();
        options.EnsureUsable();
        return StartAsync(options, new IPEndPoint(IPAddress.Loopback, port: 0), extension: null, cancellationToken);
    }

    /// <summary>
    /// Runs a scenario on a server of its own and ends the server. The scenario's exception is thrown as it is, or, when a strict server
    /// found something wrong besides, as the <see cref="Exception.InnerException"/> of the server's exception.
    /// </summary>
    /// <param name="scenario">What to run; it fails by an exception, such as that of an assertion.</param>
    /// <param name="options">How the server behaves; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up the start of the server.</param>
    /// <exception cref="SeedanceMockException">The server is strict, and something is wrong.</exception>
    public static async Task RunAsync(
        Func<SeedanceMockServer, Task> scenario, SeedanceMockOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var server = await StartAsync(options, cancellationToken).ConfigureAwait(false);
        if (await OutcomeAsync(scenario, server).ConfigureAwait(false) is { } failure)
            ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>
    /// Runs a scenario against the service as it is, and then once more for each of <see cref="ApiVariant.All"/>, on a fresh server each
    /// time; every run that fails is reported, not only the first.
    /// </summary>
    /// <param name="scenario">What to run; it fails by an exception, such as that of an assertion.</param>
    /// <param name="options">
    /// How the servers behave; their <see cref="SeedanceMockOptions.Variant"/> is replaced. Null for the defaults.
    /// </param>
    /// <param name="cancellationToken">Ends the runs before the next one begins.</param>
    /// <exception cref="SeedanceMockException">
    /// The scenario failed in some runs, or a strict server found something wrong in them.
    /// </exception>
    public static async Task RunUnderEveryVariantAsync(
        Func<SeedanceMockServer, Task> scenario, SeedanceMockOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        options ??= new SeedanceMockOptions();
        var failures = new List<KeyValuePair<string, Exception>>();
        foreach (var variant in ApiVariant.All.Prepend(ApiVariant.Documented))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var server = await StartAsync(options.In(variant), cancellationToken).ConfigureAwait(false);
            if (await OutcomeAsync(scenario, server).ConfigureAwait(false) is { } failure)
                failures.Add(new(variant.Name, failure));
        }

        cancellationToken.ThrowIfCancellationRequested();

        if (failures.Count > 0)
            throw new SeedanceMockException(failures);
    }

    /// <summary>
    /// Begins a test on a server that several tests share: the server forgets what came before. An adapter of a test framework calls it; a
    /// test that has a server of its own needs no beginning and no end.
    /// </summary>
    /// <param name="report">Takes the report when the test has ended; null for no report.</param>
    /// <returns>The test; its end verifies what the server found, and fails the test if something was wrong.</returns>
    /// <exception cref="InvalidOperationException">Another test has begun and not ended.</exception>
    public async Task<SeedanceMockTest> BeginTestAsync(Action<string>? report = null)
    {
        if (Interlocked.Exchange(ref _isInTest, 1) != 0)
        {
            throw new InvalidOperationException(
                "Another test uses this server. End it first (await using), or start a SeedanceMockServer of its own for tests that run "
                    + "at the same time.");
        }

        await ResetAsync().ConfigureAwait(false);
        return new SeedanceMockTest(this, report, () => Volatile.Write(ref _isInTest, 0));
    }

    /// <summary>Starts a server at an address, with an extension that responds to requests in place of the mock.</summary>
    internal static async Task<SeedanceMockServer> StartAsync(
        SeedanceMockOptions options,
        IPEndPoint endPoint,
        Func<SeedanceMockServer, ServerExtension>? extension,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var server = new SeedanceMockServer(options);
        var transport = await SocketTransport
            .StartAsync(server.CurrentEngine, endPoint, extension?.Invoke(server), cancellationToken)
            .ConfigureAwait(false);
        server.Attach(transport, transport.Address);
        return server;
    }

    /// <summary>
    /// The exception of the server's end, which holds the scenario's exception when both failed; else the scenario's. Null when neither
    /// failed.
    /// </summary>
    private static async Task<Exception?> OutcomeAsync(Func<SeedanceMockServer, Task> scenario, SeedanceMockServer server)
    {
        var failure = await Caught(() => scenario(server)).ConfigureAwait(false);
        var found = await Caught(() => server.EndAsync(failure).AsTask()).ConfigureAwait(false);
        return found ?? failure;
    }

    private static async Task<Exception?> Caught(Func<Task> run)
    {
        try
        {
            await run().ConfigureAwait(false);
            return null;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Any exception of the scenario means that this run failed; the other runs still have to be seen.
            return failure;
        }
    }
}
