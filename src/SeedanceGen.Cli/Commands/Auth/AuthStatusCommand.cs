using System.CommandLine;
using SeedanceGen.Cli.Output;
using SeedanceGen.Cli.Reports;
using SeedanceGen.Cli.Settings;

namespace SeedanceGen.Cli.Commands.Auth;

/// <summary><c>seedance auth status</c>: which key and which address are used, and where they come from.</summary>
internal sealed class AuthStatusCommand(CommandFrame frame)
    : ToolCommand<AuthReport>(frame, "status", "Shows which key and which address are used, and where they come from.")
{
    public override IReadOnlyList<string> Examples { get; } = ["seedance auth status", "seedance auth status --json"];

    protected override Task RunAsync(ParseResult parsed, CommandContext context, AuthReport report)
    {
        var settings = context.Settings;
        report.Read(settings);
        context.Output.Text(Pairs.Of(
            ("key", report.Key is null ? "none" : $"{report.Key}, from {settings.ApiKey.Place}"),
            ("service", report.BaseUrl is null ? "the documented address" : $"{report.BaseUrl}, from {settings.BaseUrl.Place}"),
            ("file", report.File)));
        if (settings.File?.IsOpenToOthers == true)
            context.Output.Note($"warning: others on this machine can read {settings.File.Path}: chmod 600 it.");
        return report.Key is null
            ? throw new NoKeyException($"There is no API key: store one with 'seedance auth login', or set {SeedanceClientOptions.ApiKeyVariable}.")
            : Task.CompletedTask;
    }
}
