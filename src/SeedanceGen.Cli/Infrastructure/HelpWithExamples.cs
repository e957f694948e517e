using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>The help of a command, followed by examples, environment variables and exit codes.</summary>
internal sealed class HelpWithExamples(int terminalWidth) : SynchronousCommandLineAction
{
    private const int MinWidth = 40;

    private static readonly (string Name, string Meaning)[] Variables =
    [
        (SeedanceClientOptions.ApiKeyVariable, "the API key; 'seedance auth login' stores one"),
        (SeedanceClientOptions.BaseAddressVariable, "another address of the service"),
        (ToolSettings.WebhookSecretVariable, "keeps the URLs of 'webhook listen' the same"),
        ("XDG_CONFIG_HOME", "folder of seedance/config.json; default ~/.config"),
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
