using System.CommandLine;
using SeedanceGen.Cli.Settings;

namespace SeedanceGen.Cli.Options;

/// <summary>The options that every command has.</summary>
internal sealed class CommonOptions
{
    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print the result as JSON on standard output",
        Recursive = true,
    };

    public Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Print all that is known of a problem (never the key)",
        Recursive = true,
    };

    public Option<string?> ApiKey { get; } = new(ToolSettings.KeyFlag)
    {
        HelpName = "KEY",
        Description = "The API key; others on this machine can see it here",
        Recursive = true,
    };

    public Option<string?> BaseUrl { get; } = new(ToolSettings.BaseUrlFlag)
    {
        HelpName = "URL",
        Description = "Another address of the service",
        Recursive = true,
    };

    public IEnumerable<Option> All => [Json, Verbose, ApiKey, BaseUrl];

    /// <summary>Whether a flag was given; unlike its value, this is also known of a command line that has errors.</summary>
    public static bool IsGiven(ParseResult parsed, Option<bool> flag) =>
        parsed.GetResult(flag) is { Implicit: false } result && (result.Errors.Any() || result.GetValueOrDefault<bool>());

    /// <summary>The text of an option; null when it was not given, or not as it should be.</summary>
    public static string? TextOf(ParseResult parsed, Option<string?> option) =>
        parsed.GetResult(option) is { Implicit: false, Tokens.Count: 1 } result ? result.Tokens[0].Value : null;
}
