using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;
using SeedanceGen.Cli.Hosting;

namespace SeedanceGen.Cli.Commands;

/// <summary>The help of a command, followed by examples and by what the exit codes mean.</summary>
internal sealed class TeachingHelp(int terminalWidth) : SynchronousCommandLineAction
{
    private const int NarrowestWidth = 40;

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
        output.WriteLine($"  {SeedanceClientOptions.ApiKeyVariable}   the API key (not needed with --mock)");
        output.WriteLine($"  {SeedanceClientOptions.BaseAddressVariable}  another address of the service");
        output.WriteLine("  NO_COLOR           no colours");
        output.WriteLine();
        output.WriteLine("Exit codes:");
        foreach (var (code, meaning) in ExitCodeMeanings.All)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(int)code,3}  {meaning}"));
        return (int)ExitCode.Done;
    }
}
