using Xunit;

namespace SeedanceGen.Testing;

/// <remarks>
/// The tests of one class, or of one collection, run one after the other, which is what a shared server needs: a test that begins while
/// another one has not ended is rejected. Tests that run at the same time each start a <see cref="SeedanceMockServer"/> of their own; that
/// takes a few milliseconds.
/// </remarks>
public partial class SeedanceMockFixture : IAsyncLifetime
{
    private SeedanceMockServer? _server;

    /// <summary>The server of all tests of the class.</summary>
    /// <exception cref="InvalidOperationException">The fixture was not started; xunit does so before the first test.</exception>
    public SeedanceMockServer Server => _server
        ?? throw new InvalidOperationException(
            "The fixture has no server yet. Let xunit start it: implement IClassFixture<SeedanceMockFixture>, or call InitializeAsync().");

    /// <summary>The options of the server; the defaults, unless a derived fixture overrides this method.</summary>
    protected virtual SeedanceMockOptions CreateOptions() => new();

    private async Task StartAsync() => _server = await SeedanceMockServer.StartAsync(CreateOptions()).ConfigureAwait(false);

    private ValueTask EndAsync() => _server?.DisposeAsync() ?? default;
}
