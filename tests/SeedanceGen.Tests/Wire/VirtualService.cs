using SeedanceGen.Testing;

namespace SeedanceGen.Tests.Wire;

/// <summary>The mock server and a client of it, on one clock that jumps.</summary>
internal sealed class VirtualService : IAsyncDisposable
{
    private VirtualService(VirtualTimeProvider clock, SeedanceMock server, SeedanceClient client)
    {
        Clock = clock;
        Server = server;
        Client = client;
    }

    public VirtualTimeProvider Clock { get; }

    public SeedanceMock Server { get; }

    public SeedanceClient Client { get; }

    public static VideoGenerationRequest Request { get; } = VideoRequest.Seedance20("A river").WithDuration(5).Build();

    public static async Task<VirtualService> StartAsync(
        JobLifecycle lifecycle, Func<SeedanceClientOptions, SeedanceClientOptions>? change = null, double? maxPollsPerSecond = null)
    {
        var clock = new VirtualTimeProvider();
        var server = await ServerOfTheRun.StartAsync(new SeedanceMockOptions { Lifecycle = lifecycle, TimeProvider = clock });
        var options = new SeedanceClientOptions
        {
            BaseAddress = server.BaseAddress,
            TimeProvider = clock,
            MaxPollsPerSecond = maxPollsPerSecond,
            HttpHandler = clock.Track(new SocketsHttpHandler { AllowAutoRedirect = false }),
        };
        return new VirtualService(clock, server, new SeedanceClient(server.ApiKey, change?.Invoke(options) ?? options));
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Server.DisposeAsync();
        Clock.Dispose();
    }
}
