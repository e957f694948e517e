using System.CommandLine;
using SeedanceGen.Cli.Failures;
using SeedanceGen.Cli.Reports;
using SeedanceGen.Cli.Settings;

namespace SeedanceGen.Cli.Commands.Auth;

/// <summary><c>seedance auth login</c>: stores the key where only its owner can read it.</summary>
internal sealed class AuthLoginCommand(CommandFrame frame)
    : ToolCommand<AuthReport>(frame, "login", "Stores the API key, typed or piped in, for its owner alone.")
{
    public override IReadOnlyList<string> Examples { get; } = ["seedance auth login", "seedance auth login < key.txt"];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, AuthReport report)
    {
        var settings = context.Settings;
        if (settings.ApiKey.Source == SettingSource.Flag)
            throw new UsageException($"{ToolSettings.KeyFlag} does not go with 'auth login', which stores what is typed or piped in.");

        var file = settings.File ?? throw new UsageException("There is no place for a configuration file: set HOME or XDG_CONFIG_HOME.");
        var stored = file.Read();
        var key = await TypedKey.ReadAsync(context.Host);
        file.Write(stored with { ApiKey = key });

        context.Output.Result($"{MaskedKey.Of(key)} is stored in {file.Path}");
        if (settings.ApiKey is { Source: SettingSource.Environment } other)
            context.Output.Note($"warning: {other.Place} is set and wins over the stored key; unset it to use the new one.");
        report.Read(new ToolSettings(context.Host, keyFlag: null, baseUrlFlag: null));
    }
}
