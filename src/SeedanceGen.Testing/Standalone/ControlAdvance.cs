namespace SeedanceGen.Testing.Standalone;

/// <summary>How far to move the clock.</summary>
internal sealed record ControlAdvance
{
    public required double Seconds { get; init; }
}
