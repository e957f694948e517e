namespace SeedanceGen.Testing.Faults;

/// <summary>By what it is decided which of the matching requests a fault is for.</summary>
internal enum FaultTurnKind
{
    Next,
    Nth,
    EveryNth,
    Always,
}
