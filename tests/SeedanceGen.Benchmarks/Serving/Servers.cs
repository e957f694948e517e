using Microsoft.AspNetCore.Builder;
using SeedanceGen.Testing;
using SeedanceGen.Testing.Host;

namespace SeedanceGen.Benchmarks.Serving;

/// <summary>The side of a <see cref="ServedProcess"/> that serves.</summary>
internal static class Servers
{
    public static Task<int> RunAsync(string kind) => kind switch
    {
        "mock" => RunMockAsync(),
        "standalone" => RunStandaloneAsync(),
        "bare-jobs" => RunAsync(BareJobServer.Create(), "/"),
        "webhook" => WebhookServer.RunAsync(),
        "bare-webhook" => RunAsync(BareWebhookServer.Create(), "/hook/job/token"),
        "file" => RunAsync(FileServer.Create(), "/"),
        _ => throw new ArgumentException($"There is no server '{kind}'.", nameof(kind)),
    };

    /// <summary>Runs a server until the parent process closes the input of this one.</summary>
    public static async Task<int> RunAsync(WebApplication application, string target)
    {
        await using (application.ConfigureAwait(false))
        {
            await application.StartAsync().ConfigureAwait(false);
            await AnnounceAsync(new Uri(application.Urls.Single()), target).ConfigureAwait(false);
            await application.StopAsync().ConfigureAwait(false);
        }

        return 0;
    }

    private static async Task<int> RunMockAsync()
    {
        var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Strict = false }).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
            await AnnounceAsync(server.BaseAddress, "/").ConfigureAwait(false);
        return 0;
    }

    /// <summary>The mock as the tool runs it.</summary>
    private static async Task<int> RunStandaloneAsync()
    {
        var host = await SeedanceMockHost.StartAsync().ConfigureAwait(false);
        await using (host.ConfigureAwait(false))
            await AnnounceAsync(host.BaseAddress, "/").ConfigureAwait(false);
        return 0;
    }

    private static async Task AnnounceAsync(Uri address, string target)
    {
        Console.WriteLine(FormattableString.Invariant($"{address.Port} {target}"));
        await Console.In.ReadToEndAsync().ConfigureAwait(false);
    }
}
