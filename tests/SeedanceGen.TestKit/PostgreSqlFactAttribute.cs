using Xunit.Abstractions;
using Xunit.Sdk;

namespace SeedanceGen.TestKit;

/// <summary>A slow test that needs PostgreSQL; skipped, with that reason, only where there is none and <c>CI</c> is not set.</summary>
[AttributeUsage(AttributeTargets.Method)]
[TraitDiscoverer("SeedanceGen.TestKit.PostgreSqlFactDiscoverer", "SeedanceGen.TestKit")]
public sealed class PostgreSqlFactAttribute : FactAttribute, ITraitAttribute
{
    public PostgreSqlFactAttribute()
    {
        if (PostgreSqlServer.Programs is null && Environment.GetEnvironmentVariable("CI") is null)
            Skip = "PostgreSQL is not on this machine. (With CI set, this test runs and fails.)";
    }
}

/// <summary>Makes the mark a trait, so that a run can leave the marked tests out.</summary>
public sealed class PostgreSqlFactDiscoverer : ITraitDiscoverer
{
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute) => [new("Category", "Slow")];
}
