using System.CommandLine;
using SeedanceGen.Cli.Completion;
using SeedanceGen.Cli.Options;
using SeedanceGen.Cli.Reports;

namespace SeedanceGen.Cli.Commands;

/// <summary><c>seedance completion</c>: the script that lets a shell complete commands, options and values.</summary>
internal sealed class CompletionScriptCommand : ToolCommand<CompletionReport>
{
    private static readonly Dictionary<string, Func<IReadOnlyList<CompletionCommand>, string>> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = BashScript.Of,
        ["zsh"] = ZshScript.Of,
        ["fish"] = FishScript.Of,
        ["pwsh"] = PowerShellScript.Of,
    };

    private readonly CommandFrame _frame;
    private readonly Argument<string> _shell = new("SHELL") { Description = $"The shell: {string.Join(", ", Scripts.Keys)}" };

    public CompletionScriptCommand(CommandFrame frame)
        : base(frame, "completion", "Prints a script that lets a shell complete commands and values.")
    {
        _frame = frame;
        _shell.CompletionSources.Add([.. Scripts.Keys]);
        _shell.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !Scripts.ContainsKey(result.Tokens[0].Value))
                result.AddError($"There is no completion for '{result.Tokens[0].Value}'. There is one for: {string.Join(", ", Scripts.Keys)}.");
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
        report.Script = Scripts[report.Shell](CompletionTree.Of(new SeedanceCommand(context.Host, new CommonOptions(), _frame, [])));
        context.Output.Text(report.Script);
        return Task.CompletedTask;
    }
}
