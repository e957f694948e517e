using System.CommandLine;
using System.Text.Json;
using SeedanceGen.Cli.Schema;
using SeedanceGen.Texts;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>What a command works with while it runs.</summary>
/// <param name="Host">The host.</param>
/// <param name="Output">Standard output and standard error.</param>
/// <param name="Settings">The API key and the address of the service.</param>
/// <param name="Description">The API description.</param>
internal sealed record CommandContext(ToolHost Host, ToolOutput Output, ToolSettings Settings, ServiceDescription Description)
{
    /// <summary>Canceled by Ctrl+C.</summary>
    public CancellationToken Interrupt => Host.Interrupts.Token;
}

/// <summary>Runs a command and turns its end, good or bad, into lines, JSON and an exit code.</summary>
internal sealed class CommandRunner(ToolHost host, CommonOptions options, ServiceDescription description)
{
    /// <summary>The API description that the commands follow.</summary>
    public ServiceDescription Description => description;

    public async Task<int> RunAsync(ParseResult parsed, Report report, Func<CommandContext, Task> command)
    {
        var settings = new ToolSettings(host, CommonOptions.TextOf(parsed, options.ApiKey), CommonOptions.TextOf(parsed, options.BaseUrl));
        var isQuiet = CommonOptions.IsGiven(parsed, options.Quiet);
        var output = new ToolOutput(
            host, CommonOptions.IsGiven(parsed, options.Json), CommonOptions.IsGiven(parsed, options.Verbose), isQuiet);
        // With --quiet nothing is redrawn on a terminal, because that is progress.
        var ownHost = isQuiet ? host with { Terminal = host.Terminal with { IsLive = false } } : host;
        var context = new CommandContext(ownHost, output, settings, description);
        var code = ExitCode.Success;
        try
        {
            await command(context);
        }
        catch (Exception exception)
        {
            code = Report(context, report, exception);
        }

        if (!report.IsStreamed || report.Error is not null)
            output.Object(report);
        if (output.LostResult && code == ExitCode.Success)
        {
            output.Problem("The result could not be written to standard output; it is above.");
            code = ExitCode.FileNotWritten;
        }

        return (int)code;
    }

    private static ExitCode Report(CommandContext context, Report report, Exception exception)
    {
        var failure = Failure.Of(exception);
        foreach (var line in failure.Lines)
        {
            if (failure.Code == ExitCode.Interrupted)
                context.Output.Say(line);
            else
                context.Output.Problem(line);
        }

        HideKey(context);
        context.Output.Details(() => Failure.DetailsOf(exception));

        if (exception is GenerationException { Generation: var generation })
            report.Read(generation);
        var message = Format.OneLine(OutsideText.Masked(string.Join(' ', failure.Lines)));
        report.Error = new ReportedError(JsonNamingPolicy.CamelCase.ConvertName(failure.Code.ToString()), message);
        return failure.Code;
    }

    /// <summary>
    /// Masks the key in the details of an error. A configuration file that cannot be read has no key to mask, and may itself be the error.
    /// </summary>
    private static void HideKey(CommandContext context)
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
