using Xunit;
using Xunit.Abstractions;

namespace SeedanceGen.Testing;

/// <summary>
/// A mock server for the tests of a class (<see cref="IClassFixture{TFixture}"/>) or of a collection: it starts once, and each test begins
/// with an empty one. Derive from it to choose the options.
/// </summary>
/// <remarks>
/// The tests of one class, or of one collection, run one after the other, which is what a shared server needs: a test that begins while
/// another one has not ended is rejected. Tests that run at the same time each start a <see cref="SeedanceMockServer"/> of their own; that
/// takes a few milliseconds.
/// </remarks>
public class SeedanceMockFixture : IAsyncLifetime
{
    private SeedanceMockServer? _server;

    /// <summary>The server of all tests of the class.</summary>
    /// <exception cref="InvalidOperationException">The fixture was not started; xunit does so before the first test.</exception>
    public SeedanceMockServer Server => _server
        ?? throw new InvalidOperationException(
            "The fixture has no server yet. Let xunit start it: implement IClassFixture<SeedanceMockFixture>, or call InitializeAsync().");

    /// <summary>Begins a test: the server forgets all that was before.</summary>
    /// <param name="output">Where the report is printed when the test has ended; null for nowhere.</param>
    /// <returns>The test; its end verifies what the server found, and fails the test if something was wrong.</returns>
    /// <exception cref="InvalidOperationException">Another test has begun and not ended.</exception>
    public Task<SeedanceMockTest> BeginTestAsync(ITestOutputHelper? output = null) =>
        Server.BeginTestAsync(output is null ? null : output.WriteLine);

    /// <summary>Starts the server; xunit calls it.</summary>
    public async Task InitializeAsync()
    {
        _server = await SeedanceMockServer.StartAsync(CreateOptions()).ConfigureAwait(false);
    }

    /// <summary>Ends the server; xunit calls it.</summary>
    /// <exception cref="SeedanceMockException">Something is wrong that came after the last test, or without one.</exception>
    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>How the server behaves; the defaults, unless a derived fixture says otherwise.</summary>
    protected virtual SeedanceMockOptions CreateOptions() => new();
}
