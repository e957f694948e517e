using System.CommandLine;
using System.Text.Json;
using SeedanceGen.Cli.Failures;
using SeedanceGen.Cli.Hosting;
using SeedanceGen.Cli.Options;
using SeedanceGen.Cli.Output;

namespace SeedanceGen.Cli.Commands;

/// <summary>Runs what a command does and turns its end, good or bad, into lines, JSON and an exit code.</summary>
internal sealed class CommandFrame(ToolHost host, CommonOptions options)
{
    public async Task<int> RunAsync(ParseResult parsed, Func<CommandContext, Task> command)
    {
        var json = CommonOptions.IsGiven(parsed, options.Json);
        var output = new ToolOutput(host, json, CommonOptions.IsGiven(parsed, options.Verbose));
        var context = new CommandContext(host, output, new JobReport());
        var code = ExitCode.Done;
        try
        {
            await command(context);
        }
        catch (Exception exception)
        {
            code = Tell(context, exception);
        }

        output.Result(context.Report, ToolJson.Readable.JobReport);
        if (output.LostResult && code == ExitCode.Done)
        {
            output.Problem("The result could not be written to standard output; it is above.");
            code = ExitCode.FileNotWritten;
        }

        return (int)code;
    }

    private static ExitCode Tell(CommandContext context, Exception exception)
    {
        var failure = FailureTable.Of(exception);
        foreach (var line in failure.Lines)
        {
            if (failure.Code == ExitCode.Interrupted)
                context.Output.Note(line);
            else
                context.Output.Problem(line);
        }

        context.Output.Detail(FailureDetail.Of(exception));

        if (exception is GenerationException { Generation: var generation })
            context.Report.Read(generation);
        context.Report.Error = new ReportedError(
            JsonNamingPolicy.CamelCase.ConvertName(failure.Code.ToString()), OneLine.Of(string.Join(' ', failure.Lines)));
        return failure.Code;
    }
}
