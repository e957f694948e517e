namespace SeedanceGen.Testing.Tests.Support;

/// <summary>For tests that count resources of the whole process.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone
{
}
