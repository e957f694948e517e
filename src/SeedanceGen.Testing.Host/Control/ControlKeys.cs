namespace SeedanceGen.Testing.Host.Control;

/// <summary>The mock's newest key, and whether any is accepted.</summary>
internal sealed record ControlKeys(string Current, bool IsRevoked);
