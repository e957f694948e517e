using System.Diagnostics;
using System.Net.NetworkInformation;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Transport;

/// <summary>A server for each test, even of a thousand tests at the same time.</summary>
[Collection(nameof(Alone))]
[Trait("Category", "Slow")]
public sealed class ManyServersTests
{
    private const int Servers = 1000;

    [Fact]
    public async Task A_thousand_servers_are_isolated_and_leave_no_port_and_no_thread()
    {
        await (await UseAsync(0)).DisposeAsync();
        var threads = Threads();

        var servers = await Task.WhenAll(Enumerable.Range(0, Servers).Select(UseAsync));

        servers.Select(server => server.BaseAddress.Port).Distinct().Count().ShouldBe(Servers);
        var seen = servers.Select((server, i) => (Own: i, Prompts: server.Jobs.Select(job => job.Request.Prompt).ToList())).ToList();
        seen.ShouldAllBe(one => one.Prompts.Count == 1 && one.Prompts[0] == "River " + one.Own);
        servers.ShouldAllBe(server => server.Journal.Entries.Count == 2 && server.Journal.KeyLeaks.Count == 0);

        await Task.WhenAll(servers.Select(server => server.DisposeAsync().AsTask()));

        var ports = servers.Select(server => server.BaseAddress.Port).ToHashSet();
        // Another process may take a port as soon as it is free, so each port must be seen free once; a port that is kept never is.
        await Eventually.IsTrueAsync(() =>
        {
            ports.IntersectWith(IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port));
            return ports.Count == 0;
        });
        // The pool may have grown and shrinks later; a thread for each server would make a thousand more.
        await Eventually.IsTrueAsync(() => Threads() < threads + (Servers / 10));
    }

    private static int Threads()
    {
        using var process = Process.GetCurrentProcess();
        return process.Threads.Count;
    }

    private static async Task<SeedanceMockServer> UseAsync(int number)
    {
        var server = await SeedanceMockServer.StartAsync();
        using var api = new ApiCaller(server);
        var job = await api.StartJobAsync($$"""{"model":"seedance-2.0","prompt":"River {{number}}"}""");
        (await api.StatusAsync(job)).ShouldBe("queued");
        return server;
    }
}
