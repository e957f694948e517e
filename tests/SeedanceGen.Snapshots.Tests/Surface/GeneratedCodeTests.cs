using SeedanceGen.Snapshots.Tests.Generation;
using SeedanceGen.TestKit.Snapshots;

namespace SeedanceGen.Snapshots.Tests.Surface;

/// <summary>Every line that is generated.</summary>
public sealed class GeneratedCodeTests
{
    internal static IEnumerable<Snapshot> Produced { get; } = Produce().ToList();

    public static TheoryData<Snapshot> Files => new(Produced);

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void What_is_generated(Snapshot file) => SnapshotFolder.Committed(Clone.Snapshots).ShouldMatch(file);

    private static IEnumerable<Snapshot> Produce()
    {
        yield return Named("SeedanceApi.g", GeneratedFiles.Client(File.ReadAllText(Repository.Generated)));
        foreach (var (name, text) in GeneratedFiles.OfGenerator(File.ReadAllText(Repository.Yaml)))
            yield return Named(Path.GetFileNameWithoutExtension(name), text);
    }

    private static Snapshot Named(string hint, string content) =>
        new($"{nameof(GeneratedCodeTests)}.{nameof(What_is_generated)}.{hint}.verified.cs", content);
}
