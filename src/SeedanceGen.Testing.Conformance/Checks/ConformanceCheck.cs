namespace SeedanceGen.Testing.Conformance;

/// <summary>The check of one documented fact.</summary>
/// <param name="Name">A short name, the same in every run.</param>
/// <param name="Fact">What is documented, in the words of the API description.</param>
/// <param name="Source">The page of the documentation.</param>
/// <param name="Result">The result.</param>
/// <param name="Observed">What the server did, or why the check was skipped; never the key.</param>
public sealed record ConformanceCheck(string Name, string Fact, string Source, ConformanceResult Result, string Observed)
{
    /// <summary>The check on one line.</summary>
    public override string ToString() => $"{Result.ToString().ToUpperInvariant(),-7} {Name}: {Observed} [{Source}]";
}
