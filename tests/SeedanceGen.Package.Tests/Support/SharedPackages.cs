namespace SeedanceGen.Package.Tests.Support;

/// <summary>The tests that share one fresh clone and its feed. They run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class SharedPackages : ICollectionFixture<PackagedClone>
{
    public const string Name = "Packages";
}
