namespace SeedanceGen.Testing.Conformance;

/// <summary>What came of one check.</summary>
public enum ContractVerdict
{
    /// <summary>The server does what is documented.</summary>
    Passed,

    /// <summary>The server does something else.</summary>
    Failed,

    /// <summary>It could not be seen; <see cref="ContractCheck.Seen"/> says why.</summary>
    Skipped,
}
