using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using SeedanceGen.Words;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>What people type for help and for the version.</summary>
internal static class TypedWords
{
    private const string Help = "help";
    private const string HelpOption = "--help";

    /// <summary>Whether a command line asks for the version and for nothing else.</summary>
    public static bool AskForVersion(string[] words) => words is [ToolVersion.Option or "version" or "-v" or "-V"];

    /// <summary>
    /// The same command line in the words of the parser. <c>COMMAND help</c> asks for the help of any command: otherwise the word would be
    /// a prompt, and be paid for. Behind <c>--</c> it is a prompt.
    /// </summary>
    public static string[] Translate(string[] words) => words switch
    {
        _ when AskForVersion(words) => [ToolVersion.Option],
        [Help, .. var path] => [.. path, HelpOption],
        [var command, Help] when IsCommand(command) => [command, HelpOption],
        [var group, var command, Help] when IsCommand(group) && IsCommand(command) => [group, command, HelpOption],
        _ => words,
    };

    private static bool IsCommand(string word)
    {
        foreach (var letter in word)
        {
            if (!char.IsAsciiLetterLower(letter))
                return false;
        }

        return true;
    }
}

/// <summary>
/// Finds a word that looks like an option and is none. The parser would take it for a prompt, an id or the value of an option, and a
/// misspelt option would be charged.
/// </summary>
internal static partial class UnknownOption
{
    private const string EndOfOptions = "--";

    /// <summary>The dash of the keyboard, and those that text programs make of it.</summary>
    private const string Dashes = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212";

    /// <summary>What is wrong with the first such word before <c>--</c>; null when there is none.</summary>
    /// <param name="arguments">The words of the command line.</param>
    /// <param name="command">The command that they call.</param>
    public static string? In(IReadOnlyList<string> arguments, CommandResult command)
    {
        var known = NamesOf(command).ToList();
        var word = arguments.TakeWhile(word => word != EndOfOptions).FirstOrDefault(word => IsUnknown(word, known));
        if (word is null)
            return null;

        var name = Shape().Match(word).Groups["name"].Value;
        var dashed = "--" + name.TrimStart([.. Dashes]);
        var hint = Nearest.Hint(dashed, known.Where(option => option.StartsWith("--", StringComparison.Ordinal)));
        return $"There is no option '{name}'{hint}. "
            + $"Text that begins with a dash goes behind '--', or behind '=' of its option. See: {PathOf(command)} --help";
    }

    /// <summary>The command as it is called.</summary>
    public static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}" : "seedance";

    private static bool IsUnknown(string word, List<string> known)
    {
        if (Shape().Match(word) is not { Success: true } shape)
            return false;
        var name = shape.Groups["name"].Value;
        if (known.Contains(name))
            return false;

        // A single dash and a letter can be followed by the value: -oriver.mp4.
        return name[0] != '-' || name[1] == '-' || !known.Contains(name[..2]);
    }

    /// <summary>The options of the command, and those that it has from the commands above it.</summary>
    private static IEnumerable<string> NamesOf(CommandResult command)
    {
        for (var result = command; result is not null; result = result.Parent as CommandResult)
        {
            foreach (var option in result.Command.Options.Where(option => result == command || option.Recursive))
            {
                yield return option.Name;
                foreach (var alias in option.Aliases)
                    yield return alias;
            }
        }
    }

    /// <summary>One or two dashes and a name without blanks; a value can follow.</summary>
    [GeneratedRegex(@"^(?<name>[-\u2010-\u2015\u2212]{1,2}[\p{L}?][\p{L}\p{Nd}._?-]*)([=:]\S.*)?$", RegexOptions.Singleline)]
    private static partial Regex Shape();
}

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
