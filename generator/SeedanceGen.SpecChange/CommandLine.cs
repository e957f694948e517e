using SeedanceGen.SpecChange.Comparison;

namespace SeedanceGen.SpecChange;

/// <summary>What the command is asked for.</summary>
internal sealed record CommandLine
{
    public const string Usage = """
        Says what an edit of spec/seedance.openapi.yaml changes for users of the SDK.

          dotnet run --project generator/SeedanceGen.SpecChange -- [options]

          --since COMMIT       compare with the snapshots of this commit or tag (default: HEAD)
          --baseline FOLDER    compare with the snapshots in this folder instead
          --allow VERDICT      patch, minor or major (default): more than this is exit code 3
          --root FOLDER        the clone (default: the one around the current folder)

        Exit codes: 0 done, whatever the verdict; 1 a step failed; 2 wrong usage; 3 the verdict is more than --allow.
        """;

    public string Since { get; private init; } = "HEAD";

    public string? Baseline { get; private init; }

    public Verdict Allow { get; private init; } = Verdict.Major;

    public string? Root { get; private init; }

    /// <summary>Null when the arguments are not understood.</summary>
    public static CommandLine? Parse(IReadOnlyList<string> arguments)
    {
        var line = new CommandLine();
        for (var index = 0; index < arguments.Count; index += 2)
        {
            if (index + 1 == arguments.Count || line.With(arguments[index], arguments[index + 1]) is not { } next)
                return null;
            line = next;
        }

        return line;
    }

    private CommandLine? With(string option, string value) => option switch
    {
        // A commit that looks like an option would be one to git.
        "--since" when !value.StartsWith('-') => this with { Since = value },
        "--baseline" => this with { Baseline = value },
        "--allow" when Enum.TryParse<Verdict>(value, ignoreCase: true, out var verdict) && Enum.IsDefined(verdict) => this with { Allow = verdict },
        "--root" => this with { Root = value },
        _ => null,
    };
}
