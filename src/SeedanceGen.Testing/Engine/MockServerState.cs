using SeedanceGen.Testing.Credits;
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
        Keys = new MockKeys(this);
        Watch = new ContractWatch(this);
        Ledger = new CreditLedger(options.Balance);
        DoubleCharges = new DoubleChargeWatch(Findings);
        Courier = new WebhookCourier(this);
        Faults = new FaultBook(options.Chaos);
        Findings.AddOpen(Courier.Undelivered);
        Findings.AddOpen(() => Faults.Unused(Journal));
    }

    public SeedanceMockOptions Options { get; }

    /// <summary>A virtual clock is moved by the code under test, not by the server.</summary>
    public TimeProvider Time => Options.TimeProvider is VirtualTimeProvider clock ? clock.Background : Options.TimeProvider;

    public MockKeys Keys { get; }

    public JobRegister Jobs { get; } = new();

    public FaultBook Faults { get; }

    public FindingList Findings { get; } = new();

    public CreditLedger Ledger { get; }

    public DoubleChargeWatch DoubleCharges { get; }

    public EventOrder Order { get; } = new();

    public ContractWatch Watch { get; }

    public RequestJournal Journal { get; } = new();

    public WebhookCourier Courier { get; }

    /// <summary>
    /// Where the server is reached; a socket sets it once, before the first request can come. Without one it is a port of this machine at
    /// which nobody listens, so that what goes past the mock gets no answer.
    /// </summary>
    public Uri BaseAddress { get; set; } = new("http://127.0.0.1:1/");

    /// <summary>Keeps a virtual clock still while something that it does not know of is under way; null for any other clock.</summary>
    public IDisposable? HoldClock() => Options.TimeProvider is VirtualTimeProvider clock ? new PatientHold(clock) : null;

    public ValueTask DisposeAsync()
    {
        Jobs.StopClocks();
        return Courier.DisposeAsync();
    }
}
