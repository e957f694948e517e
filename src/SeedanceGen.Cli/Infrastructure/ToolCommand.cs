using System.CommandLine;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>A command whose help shows examples.</summary>
internal interface ICommandWithExamples
{
    /// <summary>Command lines that work as they are.</summary>
    IReadOnlyList<string> Examples { get; }

    /// <summary>Creates the report that <c>--json</c> prints; null for a group of commands, which prints none.</summary>
    Func<Report>? CreateReport => null;
}

/// <summary>A command: its options, what it does, and what it reports to programs. The runner does the rest.</summary>
/// <typeparam name="TReport">The object of <c>--json</c>.</typeparam>
internal abstract class ToolCommand<TReport> : Command, ICommandWithExamples
    where TReport : Report, new()
{
    protected ToolCommand(CommandRunner runner, string name, string description)
        : base(name, description)
    {
        SetAction((parsed, _) =>
        {
            var report = new TReport();
            return runner.RunAsync(parsed, report, context => RunAsync(parsed, context, report));
        });
    }

    public abstract IReadOnlyList<string> Examples { get; }

    public Func<Report>? CreateReport => () => new TReport();

    protected abstract Task RunAsync(ParseResult parsed, CommandContext context, TReport report);

    protected void Add(params ReadOnlySpan<Symbol> symbols)
    {
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                Arguments.Add(argument);
            else
                Options.Add((Option)symbol);
        }
    }
}

/// <summary>A group of commands, such as <c>seedance auth</c>.</summary>
internal sealed class CommandGroup : Command, ICommandWithExamples
{
    public CommandGroup(string name, string description, string[] examples, params ReadOnlySpan<Command> commands)
        : base(name, description)
    {
        Examples = examples;
        foreach (var command in commands)
            Subcommands.Add(command);
    }

    public IReadOnlyList<string> Examples { get; }
}
