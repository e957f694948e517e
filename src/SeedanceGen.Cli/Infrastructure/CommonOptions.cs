using System.CommandLine;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>The options of every command.</summary>
internal sealed class CommonOptions
{
    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print the result as JSON on standard output",
        Recursive = true,
    };

    public Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Print the details of a problem (never the key)",
        Recursive = true,
    };

    public Option<string?> ApiKey { get; } = new(ToolSettings.KeyOption)
    {
        HelpName = "KEY",
        Description = "The API key; other users of this machine can see it here",
        Recursive = true,
    };

    public Option<string?> BaseUrl { get; } = new(ToolSettings.BaseUrlOption)
    {
        HelpName = "URL",
        Description = "Another address of the service",
        Recursive = true,
    };

    public IEnumerable<Option> All => [Json, Verbose, ApiKey, BaseUrl];

    /// <summary>Whether a flag is given. Unlike the value of the flag, this is also known of a command line with errors.</summary>
    public static bool IsGiven(ParseResult parsed, Option<bool> flag) =>
        parsed.GetResult(flag) is { Implicit: false } result && (result.Errors.Any() || result.GetValueOrDefault<bool>());

    /// <summary>The text of an option; null when the option is absent or malformed.</summary>
    public static string? TextOf(ParseResult parsed, Option<string?> option) =>
        parsed.GetResult(option) is { Implicit: false, Tokens.Count: 1 } result ? result.Tokens[0].Value : null;
}
