using System.CommandLine;
using SeedanceGen.Cli.Reports;
using SeedanceGen.Cli.Settings;

namespace SeedanceGen.Cli.Commands.Auth;

/// <summary><c>seedance auth logout</c>: forgets the stored key.</summary>
internal sealed class AuthLogoutCommand(CommandFrame frame) : ToolCommand<AuthReport>(frame, "logout", "Forgets the stored API key.")
{
    public override IReadOnlyList<string> Examples { get; } = ["seedance auth logout"];

    protected override Task RunAsync(ParseResult parsed, CommandContext context, AuthReport report)
    {
        if (context.Settings.File is { } file && file.Read() is { ApiKey: not null } stored)
        {
            file.Write(stored with { ApiKey = null });
            context.Output.Result($"The key is gone from {file.Path}");
        }
        else
        {
            context.Output.Result("No key was stored");
        }

        if (context.Settings.ApiKey is { Source: SettingSource.Environment } other)
            context.Output.Note($"warning: {other.Place} is still set.");
        report.Read(new ToolSettings(context.Host, keyFlag: null, baseUrlFlag: null));
        return Task.CompletedTask;
    }
}
