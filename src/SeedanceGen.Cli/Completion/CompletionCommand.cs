using System.CommandLine;
using System.ComponentModel;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Cli.Completion;

/// <summary><c>seedance completion</c>: prints the script with which a shell completes commands, options and values.</summary>
internal sealed class CompletionCommand : ToolCommand<CompletionReport>
{
    private static readonly Dictionary<string, Func<IReadOnlyList<CompletableCommand>, string>> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = BashScript.Of,
        ["zsh"] = ZshScript.Of,
        ["fish"] = FishScript.Of,
        ["pwsh"] = PowerShellScript.Of,
    };

    private readonly Func<CommandContext, RootCommand> _createRoot;
    private readonly Argument<string> _shell = new("SHELL") { Description = $"The shell: {string.Join(", ", Scripts.Keys)}" };

    /// <param name="runner">The runner.</param>
    /// <param name="createRoot">Creates the tool with all of its commands.</param>
    public CompletionCommand(CommandRunner runner, Func<CommandContext, RootCommand> createRoot)
        : base(runner, "completion", "Prints a script that lets a shell complete commands and values.")
    {
        _createRoot = createRoot;
        _shell.CompletionSources.Add([.. Scripts.Keys]);
        _shell.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !Scripts.ContainsKey(result.Tokens[0].Value))
                result.AddError($"There is no completion for '{result.Tokens[0].Value}', only for {string.Join(", ", Scripts.Keys)}.");
        });
        Add(_shell);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "source <(seedance completion bash)",
        "seedance completion zsh > ~/.zfunc/_seedance",
        "seedance completion fish > ~/.config/fish/completions/seedance.fish",
        "seedance completion pwsh | Out-String | Invoke-Expression",
    ];

    protected override Task RunAsync(ParseResult parsed, CommandContext context, CompletionReport report)
    {
        report.Shell = parsed.GetRequiredValue(_shell);
        report.Script = Scripts[report.Shell](CompletionTree.Of(_createRoot(context)));
        context.Output.Text(report.Script);
        return Task.CompletedTask;
    }
}

/// <summary>A completion script.</summary>
internal sealed class CompletionReport : Report
{
    [Description("The shell that the script is for")]
    public string? Shell { get; set; }

    [Description("The script, as the shell reads it")]
    public string? Script { get; set; }

    internal override JsonTypeInfo JsonType => CompletionJson.Readable.CompletionReport;
}

/// <summary>The JSON shape of a completion script.</summary>
[JsonSerializable(typeof(CompletionReport))]
internal sealed partial class CompletionJson : JsonSerializerContext
{
    public static CompletionJson Readable { get; } = new(ToolJson.CreateOptions());
}
