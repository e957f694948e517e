using System.CommandLine;
using SeedanceGen.Cli.Commands;
using SeedanceGen.Cli.Failures;
using SeedanceGen.Cli.Hosting;
using SeedanceGen.Cli.Options;
using SeedanceGen.Cli.Reports;

namespace SeedanceGen.Cli;

/// <summary>The <c>seedance</c> tool: from a command line to an exit code.</summary>
internal sealed class SeedanceTool(ToolHost host)
{
    // A prompt may begin with @, so that sign does not stand for a file of arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public async Task<ExitCode> RunAsync(IReadOnlyList<string> arguments)
    {
        var options = new CommonOptions();
        var frame = new CommandFrame(host, options);
        var parsed = new SeedanceCommand(host, options, frame, arguments).Parse(arguments, Parsing);
        if (parsed.Errors.Count > 0)
            return (ExitCode)await frame.RunAsync(parsed, new FailureReport(), _ => throw UsageProblems.Of(parsed));

        return (ExitCode)await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = host.Output,
            Error = host.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }
}
