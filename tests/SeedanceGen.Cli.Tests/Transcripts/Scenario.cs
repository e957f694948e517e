using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Transcripts;

/// <summary>Command lines that run one after the other on one service and in one folder.</summary>
internal sealed record Scenario(string Name, params string[][] Commands)
{
    public SeedanceMockOptions Service { get; init; } = new();

    /// <summary>Whether the service never responds to the second read of a job; see <see cref="StuckRead"/>.</summary>
    public bool GetsStuck { get; init; }

    /// <summary>Makes the service do something odd; null leaves it as it is.</summary>
    public Action<SeedanceMockServer>? Prepare { get; init; }

    /// <summary>The files of the folder: names and contents.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>Further environment variables.</summary>
    public (string Name, string Value)[] Variables { get; init; } = [];

    /// <summary>What happens during a command, by the index of the command.</summary>
    public IReadOnlyDictionary<int, Func<RunningTool, Stage, Task>> Meanwhile { get; init; } =
        new Dictionary<int, Func<RunningTool, Stage, Task>>();

    /// <summary>The piped standard input where there is no terminal; null for none.</summary>
    public string? Piped { get; init; }

    /// <summary>Whether the environment has a key.</summary>
    public bool HasKey { get; init; } = true;

    public override string ToString() => Name;
}
