namespace SeedanceGen.Testing.Host.Control;

/// <summary>How the mock stands, and what can be asked of it.</summary>
internal sealed record ControlStatus(
    Uri BaseAddress,
    DateTimeOffset Now,
    bool TimeIsVirtual,
    int Requests,
    int Jobs,
    long Credits,
    int Violations,
    string? Chaos,
    IReadOnlyList<string> Routes);
