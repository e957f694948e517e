using System.CommandLine;

namespace SeedanceGen.Cli.Options;

/// <summary>The options that every command has.</summary>
internal sealed class CommonOptions
{
    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print the result as one JSON object on standard output",
        Recursive = true,
    };

    public Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Print all that is known of a problem (never the key)",
        Recursive = true,
    };

    /// <summary>Whether a flag was given; unlike its value, this is also known of a command line that has errors.</summary>
    public static bool IsGiven(ParseResult parsed, Option<bool> flag) =>
        parsed.GetResult(flag) is { Implicit: false } result && (result.Errors.Any() || result.GetValueOrDefault<bool>());
}
