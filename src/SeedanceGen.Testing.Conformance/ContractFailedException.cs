namespace SeedanceGen.Testing.Conformance;

/// <summary>A server does not keep to the documented contract; see <see cref="Scorecard"/>.</summary>
public sealed class ContractFailedException : Exception
{
    internal ContractFailedException(ContractScorecard scorecard)
        : base($"The server does not keep to the documented contract.{Environment.NewLine}{scorecard}") => Scorecard = scorecard;

    /// <summary>Every check, failed and passed.</summary>
    public ContractScorecard Scorecard { get; }
}
