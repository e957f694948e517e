using SeedanceGen.Testing;
using WireMock.Server;
using WireMock.Settings;

namespace SeedanceGen.Tests;

/// <summary>
/// The mock server of a test: one of its own, or the mock behind a WireMock.Net server when the environment asks for it.
/// SeedanceGen.Contract.Tests runs the tests so.
/// </summary>
internal static class ServerOfTheRun
{
    /// <summary>Names a file that gets one character for each exchange of a WireMock.Net server.</summary>
    private const string Variable = "SEEDANCE_TESTS_WIREMOCK";

    private static readonly string? Tally = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } file ? file : null;
    private static readonly object Gate = new();

    public static bool IsWireMock => Tally is not null;

    public static async Task<SeedanceMock> StartAsync(SeedanceMockOptions? options = null) =>
        IsWireMock ? StartWireMock().AddSeedance(options) : await SeedanceMockServer.StartAsync(options);

    /// <summary>It runs to the end of the process, as the servers of a team's suite do; the mock leaves it with the test.</summary>
    private static WireMockServer StartWireMock()
    {
        // Its own default names the host, and tests expect the address of the mock's server.
        var server = WireMockServer.Start(new WireMockServerSettings { Urls = ["http://127.0.0.1:0"] });
        server.LogEntriesChanged += (_, _) =>
        {
            lock (Gate)
                File.AppendAllText(Tally!, ".");
        };
        return server;
    }
}
