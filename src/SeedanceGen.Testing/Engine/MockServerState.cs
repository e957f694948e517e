using SeedanceGen.Testing.Credits;
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
        Keys = new MockKeys(this);
        Ledger = new CreditLedger(options.Balance);
        DoubleCharges = new DoubleChargeWatch(Findings);
        Courier = new WebhookCourier(this);
        Findings.AddOpen(Courier.Undelivered);
    }

    public SeedanceMockOptions Options { get; }

    /// <summary>A virtual clock is moved by the code under test, not by the server.</summary>
    public TimeProvider Time => Options.TimeProvider is VirtualTimeProvider clock ? clock.Background : Options.TimeProvider;

    public MockKeys Keys { get; }

    public JobRegister Jobs { get; } = new();

    public FindingList Findings { get; } = new();

    public CreditLedger Ledger { get; }

    public DoubleChargeWatch DoubleCharges { get; }

    public EventOrder Order { get; } = new();

    public RequestJournal Journal { get; } = new();

    public WebhookCourier Courier { get; }

    /// <summary>Where the server is reached; a transport sets it once, before the first request can come.</summary>
    public Uri BaseAddress { get; set; } = new("http://localhost/");

    /// <summary>Keeps a virtual clock still while something that it does not know of is under way; null for any other clock.</summary>
    public IDisposable? HoldClock() => Options.TimeProvider is VirtualTimeProvider clock ? new PatientHold(clock) : null;

    public ValueTask DisposeAsync()
    {
        Jobs.StopClocks();
        return Courier.DisposeAsync();
    }
}
