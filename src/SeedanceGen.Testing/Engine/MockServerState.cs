using SeedanceGen.Testing.Faults;
using SeedanceGen.Testing.Findings;
using SeedanceGen.Testing.Jobs;
using SeedanceGen.Testing.Webhooks;

namespace SeedanceGen.Testing.Engine;

/// <summary>What one server knows and remembers; nothing is shared between servers.</summary>
internal sealed class MockServerState : IAsyncDisposable
{
    public MockServerState(SeedanceMockOptions options)
    {
        Options = options;
        Keys = new KeyGuard(options.ApiKey);
        Courier = new WebhookCourier(this);
        Faults = new FaultBook(options.Chaos);
        Findings.AddOpen(() => Faults.Unused(Journal));
    }

    public SeedanceMockOptions Options { get; }

    /// <summary>A virtual clock is moved by the code under test, not by the server.</summary>
    public TimeProvider Time => Options.TimeProvider is VirtualTimeProvider clock ? clock.Background : Options.TimeProvider;

    public KeyGuard Keys { get; }

    public JobRegister Jobs { get; } = new();

    public CreditLedger Ledger { get; } = new();

    public FaultBook Faults { get; }

    public FindingList Findings { get; } = new();

    public RequestJournal Journal { get; } = new();

    public WebhookCourier Courier { get; }

    /// <summary>
    /// Where the server is reached; a socket sets it once, before the first request can come. Without one it is a port of this machine at
    /// which nobody listens, so that what goes past the mock gets no answer.
    /// </summary>
    public Uri BaseAddress { get; set; } = new("http://127.0.0.1:1/");

    public ValueTask DisposeAsync()
    {
        Jobs.StopClocks();
        return Courier.DisposeAsync();
    }
}
