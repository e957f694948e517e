using NuGet.Versioning;
using SeedanceGen.SpecChange.Comparison;

namespace SeedanceGen.Feed;

/// <summary>What the command is asked for.</summary>
internal sealed record FeedCommandLine
{
    public const string Usage = """
        Packs all packages into a feed. Nothing that is there is overwritten, and nothing that users have is broken without a major version.

          dotnet run --project generator/SeedanceGen.Feed -- [pack|release|licences] [options]

          pack                 pack what is there, with the version of src/Version.props, and add it to the feed (when nothing else is said)
          release              after an edit of the description: lint, generate, build, judge, test, raise the version, draft the changelog, pack
          licences             list the licences of what the packages depend on, in src/LICENCES.md

          --to FEED            a folder, or the address of a NuGet v3 server (default: SEEDANCE_FEED_URL, else the folder .feed of the clone);
                               a server gets the key in SEEDANCE_FEED_KEY
          --prerelease LABEL   pack, for example, 1.2.0-LABEL
          --as STEP            release: patch, minor or major; less than the surface asks for is refused (default: what the surface asks for)
          --test PROJECT       release: run this test project instead of all; may be repeated
          --root FOLDER        the clone (default: the one around the current folder)

        Exit codes: 0 done; 1 a step failed; 2 wrong usage; 3 the version does not say what the surface does; 4 the feed has this version with
        other contents.
        """;

    public FeedVerb Verb { get; private init; } = FeedVerb.Pack;

    public string? To { get; private init; }

    public string? Prerelease { get; private init; }

    public Verdict? As { get; private init; }

    public IReadOnlyList<string> Tests { get; private init; } = [];

    public string? Root { get; private init; }

    /// <summary>Null when the arguments are not understood.</summary>
    public static FeedCommandLine? Parse(IReadOnlyList<string> arguments)
    {
        var line = new FeedCommandLine();
        var options = arguments;
        if (arguments is [var verb, ..] && !verb.StartsWith('-'))
        {
            if (Named<FeedVerb>(verb) is not { } known)
                return null;
            line = line with { Verb = known };
            options = [.. arguments.Skip(1)];
        }

        for (var index = 0; index < options.Count; index += 2)
        {
            if (index + 1 == options.Count || line.With(options[index], options[index + 1]) is not { } next)
                return null;
            line = next;
        }

        return line.Verb != FeedVerb.Release && (line.As is not null || line.Tests.Count > 0) ? null : line;
    }

    private FeedCommandLine? With(string option, string value) => option switch
    {
        "--to" when value.Length > 0 => this with { To = value },
        "--prerelease" when SemanticVersion.TryParse("1.0.0-" + value, out _) => this with { Prerelease = value },
        "--as" when Named<Verdict>(value) is { } step => this with { As = step },
        "--test" => this with { Tests = [.. Tests, value] },
        "--root" => this with { Root = value },
        _ => null,
    };

    private static T? Named<T>(string word)
        where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(name => name.Equals(word, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<T>(name) : null;
}
