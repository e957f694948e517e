using System.Net;
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
    /// Begins a test on a server that several tests share: the server forgets all that was before. An adapter of a test framework calls it;
    /// a test that has a server of its own needs no beginning and no end.
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
}
