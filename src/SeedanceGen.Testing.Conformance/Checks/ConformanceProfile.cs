namespace SeedanceGen.Testing.Conformance;

/// <summary>The extent of a conformance check.</summary>
public enum ConformanceProfile
{
    /// <summary>Checks models, keys and unknown jobs. It submits no job and costs nothing.</summary>
    ReadOnly,

    /// <summary>
    /// Also submits the two documented jobs, which costs <see cref="SeedanceConformance.CreditsOf"/>, and sends submissions that the server
    /// must reject. A server that accepts one of these may charge for it.
    /// </summary>
    Full,
}
