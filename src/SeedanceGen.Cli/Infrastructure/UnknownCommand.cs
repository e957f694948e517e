using System.CommandLine;
using SeedanceGen.Words;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>Finds a word that stands where a command should, and is none.</summary>
internal static class UnknownCommand
{
    /// <summary>What is wrong with the word, in one line; null when the command line names a command.</summary>
    public static string? In(ParseResult parsed)
    {
        var result = parsed.CommandResult;
        if (result.Command.Subcommands.Count == 0)
            return null;

        var (path, known) = (UnknownOption.PathOf(result), result.Command.Subcommands.Select(command => command.Name).ToList());
        if (parsed.UnmatchedTokens.FirstOrDefault(word => !word.StartsWith('-')) is { } unknown)
            return $"There is no command '{unknown}'{Nearest.Hint(unknown, known)}. See: {path} --help";
        return result.Command.Action is null ? $"'{path}' needs one of its commands: {string.Join(", ", known)}. See: {path} --help" : null;
    }
}
