using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;

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

/// <summary>The help of a command, followed by examples, environment variables and exit codes.</summary>
internal sealed class HelpWithExamples(int terminalWidth) : SynchronousCommandLineAction
{
    private const int MinWidth = 40;

    private static readonly (string Name, string Meaning)[] Variables =
    [
        (SeedanceClientOptions.ApiKeyVariable, "the API key; 'seedance auth login' stores one"),
        (SeedanceClientOptions.BaseAddressVariable, "another address of the service"),
        (ToolSettings.StoreVariable, "the store of 'worker' and 'jobs'"),
        (ToolSettings.HistoryVariable, "off keeps no list of submitted jobs"),
        (ToolSettings.WebhookSecretVariable, "keeps the URLs of 'webhook listen' the same"),
        ("XDG_CONFIG_HOME", "folder of seedance/config.json; default ~/.config"),
        ("XDG_STATE_HOME", "folder of that list; default ~/.local/state"),
        ("NO_COLOR", "turns colors off"),
    ];

    private readonly HelpAction _usage = new() { MaxWidth = Math.Clamp(terminalWidth, MinWidth, TerminalTraits.DefaultWidth) };

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        _usage.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is ICommandWithExamples command)
        {
            output.WriteLine("Examples:");
            foreach (var example in command.Examples)
                output.WriteLine($"  {example}");
            output.WriteLine();
        }

        output.WriteLine("Environment:");
        foreach (var (name, meaning) in Variables)
            output.WriteLine($"  {name.PadRight(Variables.Max(variable => variable.Name.Length))}  {meaning}");
        output.WriteLine();
        output.WriteLine("Exit codes:");
        foreach (var (code, meaning) in ExitCodeMeanings.All)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(int)code,3}  {meaning}"));
        return (int)ExitCode.Success;
    }
}
