using SeedanceGen.Testing.Tests.Transport;
using WireMock.Server;

namespace SeedanceGen.Testing.Tests.WireMockNet;

/// <summary>The mock behind a WireMock.Net server and the one on a socket of its own: the same to a caller, for each fault.</summary>
[Trait("Category", "Slow")]
public sealed class WireMockParityTests(WireMockParityTests.OneServer server) : IClassFixture<WireMockParityTests.OneServer>
{
    private static int _scenes;

    /// <summary>Status, headers, bytes, exceptions and journal of a bare HTTP client.</summary>
    [Theory]
    [MemberData(nameof(ParityScene.Cells), MemberType = typeof(ParityScene))]
    public async Task A_caller_sees_the_same_behind_WireMock_and_on_a_socket(string fault, string operation)
    {
        var scripted = ParityScene.FaultNamed(fault);
        await using var onSocket = await ParityScene.OnSocketAsync(operation, scripted, lasting: false);
        await using var behind = await ParityScene.StartAsync(
            options => Task.FromResult(server.WireMock.AddSeedance(options, $"/scene-{Interlocked.Increment(ref _scenes)}")),
            operation, scripted, lasting: false);

        // The server of WireMock.Net names itself.
        var seen = (await behind.AskAsync()).Replace("Server: Kestrel\n", "", StringComparison.Ordinal);
        seen.Split('\n').ShouldBe((await onSocket.AskAsync()).Split('\n'));
    }

    public sealed class OneServer : IDisposable
    {
        public WireMockServer WireMock { get; } = WireMockServer.Start();

        public void Dispose() => WireMock.Dispose();
    }
}
