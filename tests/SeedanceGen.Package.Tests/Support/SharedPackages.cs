namespace SeedanceGen.Package.Tests.Support;

/// <summary>The tests that share one fresh clone and the feed that it filled; they take turns.</summary>
[CollectionDefinition(Name)]
public sealed class SharedPackages : ICollectionFixture<PackagedHouse>
{
    public const string Name = "Packages";
}
