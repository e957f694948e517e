using System.CommandLine;
using SeedanceGen.Cli.Schema;

namespace SeedanceGen.Cli.Tests.Support;

/// <summary>All commands of the tool, including groups, with their names.</summary>
internal static class CommandTree
{
    public static IReadOnlyList<(string Path, Command Command)> All { get; } = [.. Below(Root(), string.Empty)];

    public static TheoryData<string> Paths => new(All.Select(command => command.Path));

    private static SeedanceCommand Root() => RootOf(ServiceDescription.Current);

    /// <summary>The commands that follow a description.</summary>
    public static SeedanceCommand RootOf(ServiceDescription description)
    {
        var options = new CommonOptions();
        using var interrupts = new FakeInterrupts();
        var host = new ToolHost
        {
            Output = TextWriter.Null,
            Error = TextWriter.Null,
            Input = () => TextReader.Null,
            Terminal = TerminalTraits.None,
            Variable = _ => null,
            Folder = string.Empty,
            Interrupts = interrupts,
        };
        return new SeedanceCommand(host, options, new CommandRunner(host, options, description), []);
    }

    private static IEnumerable<(string Path, Command Command)> Below(Command command, string path) =>
        [(path, command), .. command.Subcommands.SelectMany(child => Below(child, $"{path} {child.Name}".Trim()))];
}
