using System.CommandLine;
using System.CommandLine.Parsing;

namespace SeedanceGen.Cli.Failures;

/// <summary>Puts into words what is wrong with a command line.</summary>
internal static class UsageProblems
{
    public static UsageException Of(ParseResult parsed)
    {
        var problems = new List<string>();
        var unmatched = parsed.UnmatchedTokens;
        var arguments = parsed.CommandResult.Command.Arguments;
        if (unmatched.Count > 0 && arguments.Count > 0 && unmatched.All(token => !token.StartsWith('-')))
            problems.Add($"'{unmatched[0]}' is one word too many: put the {arguments[0].Name.ToLowerInvariant()} in quotes.");
        else
            problems.AddRange(parsed.Errors.Select(error => error.Message));

        problems[^1] = $"{problems[^1].TrimEnd('.')}. See: {PathOf(parsed.CommandResult)} --help";
        return new UsageException([.. problems.Distinct()]);
    }

    private static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}" : "seedance";
}
