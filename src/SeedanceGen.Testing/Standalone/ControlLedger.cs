namespace SeedanceGen.Testing.Standalone;

/// <summary>What the jobs cost.</summary>
internal sealed record ControlLedger(long TotalCharged, ControlCharge[] Charges);
