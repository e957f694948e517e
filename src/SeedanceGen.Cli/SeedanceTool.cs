using System.CommandLine;
using SeedanceGen.Cli.Commands;
using SeedanceGen.Cli.Failures;
using SeedanceGen.Cli.Hosting;
using SeedanceGen.Cli.Options;
using SeedanceGen.Cli.Output;
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

    /// <summary>Help or version did not get to standard output. Results of commands have a frame that keeps them.</summary>
    public static ExitCode NotWritten(TextWriter error, IOException cause)
    {
        error.WriteLine($"error: Standard output could not be written: {OneLine.Of(cause.Message)}");
        return ExitCode.FileNotWritten;
    }
}
