using System.CommandLine;
using System.CommandLine.Help;
using SeedanceGen.Cli.Account;
using SeedanceGen.Cli.Api;
using SeedanceGen.Cli.Batch;
using SeedanceGen.Cli.Completion;
using SeedanceGen.Cli.Jobs;
using SeedanceGen.Cli.Mcp;
using SeedanceGen.Cli.Mock;
using SeedanceGen.Cli.Rules;
using SeedanceGen.Cli.Schema;
using SeedanceGen.Cli.Store;
using SeedanceGen.Cli.Webhooks;

namespace SeedanceGen.Cli;

/// <summary>The <c>seedance</c> tool: runs a command line and returns its exit code.</summary>
internal sealed class SeedanceTool(ToolHost host, ServiceDescription? description = null)
{
    // A prompt may start with @, so @ does not stand for a file of arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public async Task<ExitCode> RunAsync(IReadOnlyList<string> words)
    {
        var arguments = TypedWords.Translate([.. words]);
        var options = new CommonOptions();
        var runner = new CommandRunner(host, options, description ?? ServiceDescription.Current);
        var parsed = new SeedanceCommand(host, options, runner, arguments).Parse(arguments, Parsing);
        // An unknown command has no options, so it is reported first.
        if (parsed.Errors.Count > 0 && UnknownCommand.In(parsed) is { } misspelt)
            return (ExitCode)await runner.RunAsync(parsed, new FailureReport(), _ => throw new UsageException(misspelt));
        if (UnknownOption.In(arguments, parsed.CommandResult) is { } unknown)
            return (ExitCode)await runner.RunAsync(parsed, new FailureReport(), _ => throw new UsageException(unknown));
        if (parsed.Errors.Count > 0)
            return (ExitCode)await runner.RunAsync(parsed, new FailureReport(), _ => throw UsageProblems(parsed));

        try
        {
            return (ExitCode)await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = host.Output,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (IOException full)
        {
            return NotWritten(host.Error, full);
        }
    }

    /// <summary>Reports that standard output rejected the help or the version. The runner does this for the results of commands.</summary>
    public static ExitCode NotWritten(TextWriter error, IOException cause)
    {
        error.WriteLine($"error: Standard output could not be written: {Format.OneLine(cause.Message)}");
        return ExitCode.FileNotWritten;
    }

    private static UsageException UsageProblems(ParseResult parsed)
    {
        var problems = new List<string>();
        var unmatched = parsed.UnmatchedTokens;
        var arguments = parsed.CommandResult.Command.Arguments;
        if (unmatched.Count > 0 && arguments.Count > 0 && unmatched.All(token => !token.StartsWith('-')))
            problems.Add($"The word '{unmatched[0]}' is too much: put the {arguments[0].Name.ToLowerInvariant()} in quotes.");
        else
            problems.AddRange(parsed.Errors.Select(error => error.Message));

        problems[^1] = $"{problems[^1].TrimEnd('.')}. See: {UnknownOption.PathOf(parsed.CommandResult)} --help";
        return new UsageException([.. problems.Distinct()]);
    }
}

/// <summary><c>seedance</c> itself: the commands, and the options that they share.</summary>
internal sealed class SeedanceCommand : RootCommand, ICommandWithExamples
{
    // In the order of the help.
    private static readonly (string Name, Func<CommandRunner, Command> Create)[] Commands =
    [
        ("generate", runner => new GenerateCommand(runner)),
        ("submit", runner => new SubmitCommand(runner)),
        ("get", runner => new GetCommand(runner)),
        ("wait", runner => new WaitCommand(runner)),
        ("cancel", runner => new CancelCommand(runner)),
        ("download", runner => new DownloadCommand(runner)),
        ("batch", runner => new BatchCommand(runner)),
        ("worker", runner => new WorkerCommand(runner)),
        ("jobs", runner => new JobsCommand(runner)),
        ("models", runner => new ModelsCommand(runner)),
        ("validate", runner => new ValidateCommand(runner)),
        ("api", runner => new ApiCommand(runner)),
        ("mock", runner => new MockCommand(runner)),
        ("mcp", runner => new McpCommand(runner)),
        ("webhook", WebhookCommands.Create),
        ("auth", AuthCommands.Create),
        ("completion", runner =>
            new CompletionCommand(runner, context => new SeedanceCommand(context.Host, new CommonOptions(), runner, []))),
    ];

    public SeedanceCommand(ToolHost host, CommonOptions options, CommandRunner runner, IReadOnlyList<string> arguments)
        : base("Makes videos with the Seedance 2.0 Open API.")
    {
        foreach (var option in options.All)
            Options.Add(option);

        // A command line that starts with a command needs that command alone. The others are not created, because each use starts the tool.
        var named = Commands.Where(command => arguments.Count > 0 && arguments[0] == command.Name).ToList();
        foreach (var (_, create) in named.Count > 0 ? named : [.. Commands])
            Subcommands.Add(create(runner));

        var help = new HelpWithExamples(host.Terminal.Width);
        foreach (var option in Options)
        {
            if (option is HelpOption)
                option.Action = help;
            else if (option is VersionOption)
                option.Action = new VersionAction();
        }

        SetAction(help.Invoke);
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        "seedance generate \"A river in an autumn forest\" --mock -o river.mp4",
        "seedance auth login",
        "seedance batch requests.jsonl -o videos",
        "seedance batch --help",
    ];
}
