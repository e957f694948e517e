namespace SeedanceGen.Testing.Conformance;

/// <summary>One documented fact, held against a server.</summary>
/// <param name="Name">A short name, the same in every run.</param>
/// <param name="Fact">What is documented, in the words of the API description.</param>
/// <param name="Source">The page of the documentation.</param>
/// <param name="Verdict">What came of it.</param>
/// <param name="Seen">What the server did, or why it could not be seen; never the key.</param>
public sealed record ContractCheck(string Name, string Fact, string Source, ContractVerdict Verdict, string Seen)
{
    /// <summary>The check on one line.</summary>
    public override string ToString() => $"{Verdict.ToString().ToUpperInvariant(),-7} {Name}: {Seen} [{Source}]";
}
