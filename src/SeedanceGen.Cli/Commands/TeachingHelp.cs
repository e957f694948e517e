using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;
using SeedanceGen.Cli.Hosting;
using SeedanceGen.Cli.Webhooks;

namespace SeedanceGen.Cli.Commands;

/// <summary>The help of a command, followed by examples and by what the exit codes mean.</summary>
internal sealed class TeachingHelp(int terminalWidth) : SynchronousCommandLineAction
{
    private const int NarrowestWidth = 40;

    private static readonly (string Name, string Meaning)[] Variables =
    [
        (SeedanceClientOptions.ApiKeyVariable, "the API key; 'seedance auth login' stores one"),
        (SeedanceClientOptions.BaseAddressVariable, "another address of the service"),
        (WebhookListener.SecretVariable, "keeps the URLs of 'webhook listen' the same"),
        ("XDG_CONFIG_HOME", "where seedance/config.json is; ~/.config else"),
        ("NO_COLOR", "no colours"),
    ];

    private readonly HelpAction _usage = new() { MaxWidth = Math.Clamp(terminalWidth, NarrowestWidth, TerminalTraits.UsualWidth) };

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        _usage.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is ITeachingCommand command)
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
        return (int)ExitCode.Done;
    }
}
