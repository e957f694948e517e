namespace SeedanceGen.Tests.Cultures;

/// <summary>Runs of all tests: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RunningAlone
{
    public const string Name = "Cultures";
}
