using SeedanceGen.Testing.Verification;
using Xunit.Abstractions;

namespace SeedanceGen.Testing;

/// <summary>One test on the server of a <see cref="SeedanceMockFixture"/>, from its empty beginning to its verified end.</summary>
public sealed class SeedanceMockTest : IAsyncDisposable
{
    private readonly ITestOutputHelper? _output;
    private readonly bool _isStrict;
    private readonly Lazy<Task> _ended;
    private readonly Action _release;
    private readonly FailureMonitor _failures = new();
    private Exception? _failure;

    internal SeedanceMockTest(SeedanceMockServer server, bool isStrict, ITestOutputHelper? output, Action release)
    {
        (Server, _isStrict, _output, _release) = (server, isStrict, output, release);
        Client = server.CreateClient();
        _ended = new Lazy<Task>(EndAsync);
    }

    /// <summary>The server.</summary>
    public SeedanceMockServer Server { get; }

    /// <summary>A client of the server; it ends with the test.</summary>
    public SeedanceClient Client { get; }

    /// <summary>Ends the test: prints the server's report, and fails if a strict server found something wrong.</summary>
    /// <exception cref="SeedanceMockException">
    /// The server is strict, and something is wrong. It keeps a failure of the test that is under way.
    /// </exception>
    public ValueTask DisposeAsync()
    {
        Interlocked.CompareExchange(ref _failure, _failures.Find(typeof(SeedanceMockTest).Assembly), null);
        return new ValueTask(_ended.Value);
    }

    private async Task EndAsync()
    {
        await Server.Engine.Webhooks.DrainAsync().ConfigureAwait(false);
        await Client.DisposeAsync().ConfigureAwait(false);
        try
        {
            _output?.WriteLine(Server.Report());
            if (_isStrict)
                Server.Verify(Server.Engine.Options.IgnoredViolations, _failure);
        }
        finally
        {
            // The leftovers of this test must not fail the next test.
            await Server.ResetAsync().ConfigureAwait(false);
            _release();
        }
    }
}
