using System.CommandLine;
using SeedanceGen.Cli.Reports;

namespace SeedanceGen.Cli.Commands;

/// <summary>A command: what it takes, what it does, and what it reports to programs. Its frame does the rest.</summary>
/// <typeparam name="TReport">The object of <c>--json</c>.</typeparam>
internal abstract class ToolCommand<TReport> : Command, ITeachingCommand
    where TReport : Report, new()
{
    protected ToolCommand(CommandFrame frame, string name, string description)
        : base(name, description)
    {
        SetAction((parsed, _) =>
        {
            var report = new TReport();
            return frame.RunAsync(parsed, report, context => RunAsync(parsed, context, report));
        });
    }

    public abstract IReadOnlyList<string> Examples { get; }

    public Type ReportType => typeof(TReport);

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
