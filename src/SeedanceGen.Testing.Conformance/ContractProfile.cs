namespace SeedanceGen.Testing.Conformance;

/// <summary>How far a verification of the contract goes.</summary>
public enum ContractProfile
{
    /// <summary>Nothing is submitted and nothing is charged: models, keys, unknown jobs.</summary>
    ReadOnly,

    /// <summary>
    /// Also submits the two documented jobs, which costs <see cref="SeedanceContract.CreditsOf"/>, and probes what has to be refused: a server
    /// that does not refuse it may charge for it.
    /// </summary>
    Full,
}
