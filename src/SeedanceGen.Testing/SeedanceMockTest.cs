using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing;

/// <summary>One test on a server that several tests share, from its empty beginning to its verified end.</summary>
public sealed class SeedanceMockTest : IAsyncDisposable
{
    private readonly Action<string>? _report;
    private readonly Action _release;
    private readonly Lazy<Task> _ended;
    private readonly FailureMonitor _failures = new();
    private Exception? _failure;

    internal SeedanceMockTest(SeedanceMockServer server, Action<string>? report, Action release)
    {
        (Server, _report, _release) = (server, report, release);
        Client = server.CreateClient();
        _ended = new Lazy<Task>(EndAsync);
    }

    /// <summary>The server.</summary>
    public SeedanceMockServer Server { get; }

    /// <summary>A client of the server; it ends with the test.</summary>
    public SeedanceClient Client { get; }

    /// <summary>Ends the test: prints the server's report, and fails if a strict server found something wrong.</summary>
    /// <exception cref="SeedanceMockException">
    /// The server is strict, and something is wrong. The <see cref="Exception.InnerException"/> is the failure of a test that failed
    /// before.
    /// </exception>
    public ValueTask DisposeAsync()
    {
        Interlocked.CompareExchange(ref _failure, _failures.Find(typeof(SeedanceMockTest).Assembly), null);
        return new ValueTask(_ended.Value);
    }

    private async Task EndAsync()
    {
        var engine = Server.Engine;
        await engine.Webhooks.DrainAsync().ConfigureAwait(false);
        await Client.DisposeAsync().ConfigureAwait(false);
        try
        {
            _report?.Invoke(Server.Report());
            if (engine.Options.Strict)
                Server.Verify(engine.Options.IgnoredViolations, _failure);
        }
        finally
        {
            // The leftovers of this test must not fail the next test.
            await Server.ResetAsync().ConfigureAwait(false);
            _release();
        }
    }
}
