using SeedanceGen.Release.Measuring;
using SeedanceGen.Release.Repository;

namespace SeedanceGen.Architecture.Tests;

/// <summary>The clone that these tests were built in.</summary>
internal static class Clone
{
    private static readonly Lazy<CodeBase> Read = new(() => new CodeBase(new RepositoryLayout(TestKit.Repository.Root)));

    /// <summary>Its source, read once.</summary>
    public static CodeBase Code => Read.Value;
}
