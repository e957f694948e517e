using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Transcripts;

/// <summary>Command lines of one session with the tool, on a service and with files.</summary>
internal sealed record Scenario(string Name, params string[][] Commands)
{
    public SeedanceMockOptions Service { get; init; } = new();

    /// <summary>
    /// Whether a read of a job is never answered; see <see cref="StuckRead"/>. The rest of the service is then the usual one.
    /// </summary>
    public bool GetsStuck { get; init; }

    /// <summary>Files of the folder by their names.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>More of the environment.</summary>
    public (string Name, string Value)[] Variables { get; init; } = [];

    /// <summary>What happens during a command, by its place among the commands.</summary>
    public IReadOnlyDictionary<int, Func<RunningTool, Stage, Task>> Meanwhile { get; init; } =
        new Dictionary<int, Func<RunningTool, Stage, Task>>();

    /// <summary>What is piped in where there is no terminal to type on; null for nothing.</summary>
    public string? Piped { get; init; }

    /// <summary>Whether there is a key.</summary>
    public bool HasKey { get; init; } = true;

    public override string ToString() => Name;
}
