namespace SeedanceGen.Tests.Telemetry;

/// <summary>Tests that listen: sources and meters belong to the process, so nothing else may run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ListeningAlone
{
    public const string Name = "Telemetry";
}
