namespace SeedanceGen.Testing.Conformance.Checks;

/// <summary>One verification under way.</summary>
internal sealed class ContractRun(ContractCaller caller, SeedanceContractOptions options)
{
    private readonly List<ContractCheck> _checks = [];
    private int _creditsCharged;

    public ContractCaller Caller { get; } = caller;

    public SeedanceContractOptions Options { get; } = options;

    public void Charge(int credits) => _creditsCharged += credits;

    /// <summary>Records a check that failed when there is something wrong.</summary>
    /// <returns>Whether it passed.</returns>
    public bool Check(string name, DocumentedFact fact, string? wrong, string seen)
    {
        Add(name, fact, wrong is null ? ContractVerdict.Passed : ContractVerdict.Failed, wrong ?? seen);
        return wrong is null;
    }

    public void Skip(string name, DocumentedFact fact, string reason) => Add(name, fact, ContractVerdict.Skipped, reason);

    public ContractScorecard ToScorecard() => new([.. _checks], _creditsCharged);

    private void Add(string name, DocumentedFact fact, ContractVerdict verdict, string seen)
    {
        if (Options.ApiKey is { Length: > 0 } key)
            seen = seen.Replace(key, "[redacted]", StringComparison.Ordinal);
        _checks.Add(new ContractCheck(name, fact.Text, fact.Source, verdict, seen));
    }
}
