using System.CommandLine;
using System.Text.Json;
using SeedanceGen.Cli.Failures;
using SeedanceGen.Cli.Hosting;
using SeedanceGen.Cli.Options;
using SeedanceGen.Cli.Output;
using SeedanceGen.Cli.Reports;
using SeedanceGen.Cli.Settings;

namespace SeedanceGen.Cli.Commands;

/// <summary>Runs what a command does and turns its end, good or bad, into lines, JSON and an exit code.</summary>
internal sealed class CommandFrame(ToolHost host, CommonOptions options)
{
    public async Task<int> RunAsync(ParseResult parsed, Report report, Func<CommandContext, Task> command)
    {
        var settings = new ToolSettings(host, CommonOptions.TextOf(parsed, options.ApiKey), CommonOptions.TextOf(parsed, options.BaseUrl));
        var output = new ToolOutput(host, CommonOptions.IsGiven(parsed, options.Json), CommonOptions.IsGiven(parsed, options.Verbose));
        var context = new CommandContext(host, output, settings);
        var code = ExitCode.Done;
        try
        {
            await command(context);
        }
        catch (Exception exception)
        {
            code = Tell(context, report, exception);
        }

        if (!report.IsStreamed || report.Error is not null)
            output.Object(report);
        if (output.LostResult && code == ExitCode.Done)
        {
            output.Problem("The result could not be written to standard output; it is above.");
            code = ExitCode.FileNotWritten;
        }

        return (int)code;
    }

    private static ExitCode Tell(CommandContext context, Report report, Exception exception)
    {
        var failure = FailureTable.Of(exception);
        foreach (var line in failure.Lines)
        {
            if (failure.Code == ExitCode.Interrupted)
                context.Output.Note(line);
            else
                context.Output.Problem(line);
        }

        HideTheKey(context);
        context.Output.Detail(() => FailureDetail.Of(exception));

        if (report is JobReport job && exception is GenerationException { Generation: var generation })
            job.Read(generation);
        report.Error = new ReportedError(
            JsonNamingPolicy.CamelCase.ConvertName(failure.Code.ToString()), OneLine.Of(string.Join(' ', failure.Lines)));
        return failure.Code;
    }

    /// <summary>An unreadable file of settings has no key to hide, and may be the very problem that is told.</summary>
    private static void HideTheKey(CommandContext context)
    {
        try
        {
            context.Output.Hide(context.Settings.ApiKey.Value);
        }
        catch (UsageException)
        {
        }
    }
}
