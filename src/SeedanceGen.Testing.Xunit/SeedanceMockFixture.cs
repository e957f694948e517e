using Xunit;
using Xunit.Abstractions;

namespace SeedanceGen.Testing;

/// <summary>
/// A mock server for the tests of a class (<see cref="IClassFixture{TFixture}"/>) or of a collection: it starts once, and each test begins
/// with an empty one. Derive from it to choose the options.
/// </summary>
public partial class SeedanceMockFixture
{
    /// <summary>Begins a test: the server forgets what came before.</summary>
    /// <param name="output">Where the report is printed when the test has ended; null for nowhere.</param>
    /// <returns>The test; its end verifies what the server found, and fails the test if something was wrong.</returns>
    /// <exception cref="InvalidOperationException">Another test has begun and not ended.</exception>
    public Task<SeedanceMockTest> BeginTestAsync(ITestOutputHelper? output = null) =>
        Server.BeginTestAsync(output is null ? null : output.WriteLine);

    /// <summary>Starts the server; xunit calls it.</summary>
    public async Task InitializeAsync() => await StartAsync().ConfigureAwait(false);

    /// <summary>Ends the server; xunit calls it.</summary>
    /// <exception cref="SeedanceMockException">
    /// The server is strict and found something wrong after the last test, or without any test.
    /// </exception>
    public async Task DisposeAsync() => await EndAsync().ConfigureAwait(false);
}
