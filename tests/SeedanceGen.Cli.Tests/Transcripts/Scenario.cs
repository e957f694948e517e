using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Transcripts;

/// <summary>Command lines of one session with the tool, on a service and with files.</summary>
internal sealed record Scenario(string Name, params string[][] Commands)
{
    public SeedanceMockOptions Service { get; init; } = new();

    /// <summary>Files of the folder by their names.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether there is a key.</summary>
    public bool HasKey { get; init; } = true;

    public override string ToString() => Name;
}
