using SeedanceGen.Testing;
using SeedanceGen.TestKit.Telemetry;

namespace SeedanceGen.Tests.Telemetry;

/// <summary>A mock server and a client on a clock without pauses, and all that the client says.</summary>
internal sealed class ObservedClient : IAsyncDisposable
{
    private ObservedClient(SeedanceMock server) => Server = server;

    public SeedanceMock Server { get; }

    public SkippingClock Clock { get; } = new(TimeSpan.FromSeconds(30));

    public LogRecorder Log { get; } = new();

    public TelemetryRecorder Telemetry { get; init; } = new();

    public SeedanceClient Client => field ??= new SeedanceClient(new SeedanceClientOptions
    {
        ApiKey = Server.ApiKey,
        BaseAddress = Server.BaseAddress,
        TimeProvider = Clock.Time,
        LoggerFactory = Log,
        Random = static () => 0.5,
    });

    public static async Task<ObservedClient> StartAsync(JobLifecycle? lifecycle = null) =>
        new(await ServerOfTheRun.StartAsync(new() { Lifecycle = lifecycle ?? JobLifecycle.AfterPolls(2) }));

    public async ValueTask DisposeAsync()
    {
        Telemetry.Dispose();
        await Client.DisposeAsync();
        await Server.DisposeAsync();
    }
}
