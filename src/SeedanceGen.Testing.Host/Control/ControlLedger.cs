namespace SeedanceGen.Testing.Host.Control;

/// <summary>What the jobs cost, and what is left; null when there is no end to it.</summary>
internal sealed record ControlLedger(long TotalCharged, long? Balance, ControlCharge[] Charges);
