namespace SeedanceGen.Testing.Conformance;

/// <summary>The result of one check.</summary>
public enum ConformanceResult
{
    /// <summary>The server does what is documented.</summary>
    Passed,

    /// <summary>The server does something else.</summary>
    Failed,

    /// <summary>The check was not possible; <see cref="ConformanceCheck.Observed"/> says why.</summary>
    Skipped,
}
