using SeedanceGen.Testing.Faults;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing.Service;

/// <summary>What one server knows and remembers; nothing is shared between servers.</summary>
internal sealed class MockServerState : IAsyncDisposable
{
    public MockServerState(SeedanceMockOptions options)
    {
        Options = options;
        Keys = new MockKeys(this);
        Watch = new ContractMonitor(this);
        Ledger = new CreditLedger(options.Balance);
        DoubleCharges = new DoubleChargeDetector(Violations);
        WebhookSender = new WebhookSender(this);
        Faults = new FaultRegistry(options.Chaos);
        Violations.AddOpen(WebhookSender.Undelivered);
        Violations.AddOpen(() => Faults.Unused(Journal));
    }

    public SeedanceMockOptions Options { get; }

    /// <summary>A virtual clock is moved by the code under test, not by the server.</summary>
    public TimeProvider Time => Options.TimeProvider is VirtualTimeProvider clock ? clock.Background : Options.TimeProvider;

    public MockKeys Keys { get; }

    public JobStore Jobs { get; } = new();

    public FaultRegistry Faults { get; }

    public ViolationLog Violations { get; } = new();

    public CreditLedger Ledger { get; }

    public DoubleChargeDetector DoubleCharges { get; }

    public EventOrder Order { get; } = new();

    public ContractMonitor Watch { get; }

    public RequestJournal Journal { get; } = new();

    public WebhookSender WebhookSender { get; }

    /// <summary>
    /// Where the server is reached; a socket sets it once, before the first request can come. Without one it is a port of this machine at
    /// which nobody listens, so that what goes past the mock gets no answer.
    /// </summary>
    public Uri BaseAddress { get; set; } = new("http://127.0.0.1:1/");

    /// <summary>Keeps a virtual clock still while something that it does not know of is under way; null for any other clock.</summary>
    public IDisposable? HoldClock() => Options.TimeProvider is VirtualTimeProvider clock ? new TimedClockHold(clock) : null;

    public ValueTask DisposeAsync()
    {
        Jobs.StopClocks();
        return WebhookSender.DisposeAsync();
    }
}
