using System.CommandLine;
using System.CommandLine.Completions;

namespace SeedanceGen.Cli.Completion;

/// <summary>Reads what can be completed from the commands themselves, so that a script is never behind them.</summary>
internal static class CompletionTree
{
    private static readonly string[] PathNames = ["FILE", "DIR"];

    public static IReadOnlyList<CompletionCommand> Of(RootCommand root) =>
        [.. Below(root, string.Empty, [.. root.Options.Where(option => option.Recursive)])];

    private static IEnumerable<CompletionCommand> Below(Command command, string path, IReadOnlyList<Option> common)
    {
        var options = command.Options.Concat(common).Where(option => !option.Hidden).DistinctBy(option => option.Name).Select(Read).ToList();
        var words = command.Subcommands.Select(child => (child.Name, OneLine(child.Description)))
            .Concat(command.Arguments.SelectMany(argument => ValuesOf(argument).Select(value => (value, OneLine(argument.Description)))));
        var takesFile = command.Arguments.Any(argument => PathNames.Contains(argument.Name));
        yield return new CompletionCommand(path, OneLine(command.Description), [.. words], options, takesFile);

        foreach (var child in command.Subcommands)
        {
            foreach (var below in Below(child, path.Length == 0 ? child.Name : $"{path} {child.Name}", common))
                yield return below;
        }
    }

    private static CompletionOption Read(Option option)
    {
        var takesValue = option.ValueType != typeof(bool) && option.ValueType != typeof(void);
        return new CompletionOption(
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
