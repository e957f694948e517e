namespace SeedanceGen.Testing.Tests.Support;

/// <summary>For tests that count what the whole process has.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone
{
}
