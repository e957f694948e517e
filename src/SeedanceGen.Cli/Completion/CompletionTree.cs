using System.CommandLine;
using System.CommandLine.Completions;

namespace SeedanceGen.Cli.Completion;

/// <summary>A command as a shell completes it.</summary>
/// <param name="Path">The words after <c>seedance</c>, such as <c>auth login</c>; empty for the tool itself.</param>
/// <param name="Description">What the command does, in one line.</param>
/// <param name="Words">The commands below it and the fixed values of its argument, each with its description.</param>
/// <param name="Options">Its options, including the common ones.</param>
/// <param name="TakesFile">Whether its argument is a file.</param>
internal sealed record CompletableCommand(
    string Path,
    string Description,
    IReadOnlyList<(string Word, string Description)> Words,
    IReadOnlyList<CompletableOption> Options,
    bool TakesFile);

/// <summary>An option as a shell completes it.</summary>
/// <param name="Names">The option's name and its short forms.</param>
/// <param name="Description">What the option does, in one line.</param>
/// <param name="TakesValue">Whether a value follows the option.</param>
/// <param name="Values">The accepted values, when they are known; empty when any value is accepted.</param>
/// <param name="IsPath">Whether the value is a file or a folder.</param>
internal sealed record CompletableOption(
    IReadOnlyList<string> Names, string Description, bool TakesValue, IReadOnlyList<string> Values, bool IsPath);

/// <summary>Reads what a shell can complete from the commands themselves, so that the scripts always match them.</summary>
internal static class CompletionTree
{
    private static readonly string[] PathNames = ["FILE", "DIR", "STORE"];

    public static IReadOnlyList<CompletableCommand> Of(RootCommand root) =>
        [.. Below(root, string.Empty, [.. root.Options.Where(option => option.Recursive)])];

    private static IEnumerable<CompletableCommand> Below(Command command, string path, IReadOnlyList<Option> common)
    {
        var options = command.Options.Concat(common)
            .Where(option => !option.Hidden)
            .DistinctBy(option => option.Name)
            .Select(Read)
            .ToList();
        var words = command.Subcommands.Select(child => (child.Name, OneLine(child.Description)))
            .Concat(command.Arguments.SelectMany(argument => ValuesOf(argument).Select(value => (value, OneLine(argument.Description)))));
        var takesFile = command.Arguments.Any(argument => PathNames.Contains(argument.Name));
        yield return new CompletableCommand(path, OneLine(command.Description), [.. words], options, takesFile);

        IReadOnlyList<Option> inherited = [.. common.Concat(command.Options.Where(option => option.Recursive)).Distinct()];
        foreach (var child in command.Subcommands)
        {
            foreach (var below in Below(child, path.Length == 0 ? child.Name : $"{path} {child.Name}", inherited))
                yield return below;
        }
    }

    private static CompletableOption Read(Option option)
    {
        var takesValue = option.ValueType != typeof(bool) && option.ValueType != typeof(void);
        return new CompletableOption(
            [option.Name, .. option.Aliases.Where(alias => alias.StartsWith('-'))],
            OneLine(option.Description),
            takesValue,
            takesValue ? ValuesOf(option) : [],
            PathNames.Contains(option.HelpName));
    }

    private static string[] ValuesOf(Symbol symbol)
    {
        var sources = symbol switch
        {
            Option option => option.CompletionSources,
            Argument argument => argument.CompletionSources,
            _ => [],
        };
        return [.. sources.SelectMany(source => source(CompletionContext.Empty)).Select(item => item.Label)];
    }

    private static string OneLine(string? description) => (description ?? string.Empty).ReplaceLineEndings(" ");
}
