using System.CommandLine;

namespace SeedanceGen.Cli.Account;

/// <summary><c>seedance auth</c>: stores the API key, and shows which one is used.</summary>
internal static class AuthCommands
{
    public static CommandGroup Create(CommandRunner runner) => new(
        "auth",
        "Stores the API key, and shows which one is used.",
        ["seedance auth login", "seedance auth status"],
        new AuthLoginCommand(runner),
        new AuthStatusCommand(runner),
        new AuthLogoutCommand(runner));
}

/// <summary><c>seedance auth login</c>: stores the key in a file that only its owner can read.</summary>
internal sealed class AuthLoginCommand(CommandRunner runner)
    : ToolCommand<AuthReport>(runner, "login", "Stores the API key, typed or piped in, for its owner alone.")
{
    private const string PipeExample = "pipe it in: seedance auth login < key.txt";

    // Only the key is validated, so any address will do.
    private static readonly Uri AnyAddress = new("https://localhost");

    public override IReadOnlyList<string> Examples { get; } = ["seedance auth login", "seedance auth login < key.txt"];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, AuthReport report)
    {
        var settings = context.Settings;
        if (settings.ApiKey.Source == SettingSource.Flag)
            throw new UsageException($"'auth login' does not accept {ToolSettings.KeyOption}: it stores a key that is typed or piped in.");

        var file = settings.File ?? throw new UsageException("There is no folder for a configuration file: set HOME or XDG_CONFIG_HOME.");
        var stored = file.Read();
        var key = await ReadKeyAsync(context.Host);
        file.Write(stored with { ApiKey = key });

        context.Output.Result($"{AuthReport.Mask(key)} is stored in {file.Path}");
        if (settings.ApiKey is { Source: SettingSource.Environment } other)
            context.Output.Warn($"{other.Place} is set and overrides the stored key; unset it to use the new one.");
        report.Read(new ToolSettings(context.Host));
    }

    /// <summary>Reads a key that is typed or piped in, never one of the command line, which other users can see.</summary>
    private static async Task<string> ReadKeyAsync(ToolHost host)
    {
        var typed = host.HasPipedInput ? await StandardInput.ReadAllAsync(host) : AskForKey(host);
        var key = typed?.Trim() ?? throw new ToolException(ExitCode.Interrupted, "Interrupted: nothing was stored.");
        if (key.Length == 0)
            throw new UsageException($"The key is empty: paste it, or {PipeExample}");

        try
        {
            new SeedanceClient(new SeedanceClientOptions { ApiKey = key, BaseAddress = AnyAddress }).Dispose();
            return key;
        }
        catch (SeedanceConfigurationException invalid)
        {
            throw new UsageException(invalid.Message.Replace($"{invalid.Setting} ", "The key ", StringComparison.Ordinal), invalid);
        }
    }

    private static string? AskForKey(ToolHost host)
    {
        if (!host.Terminal.CanAsk)
            throw new UsageException($"There is no terminal to ask for the key: {PipeExample}");

        var typed = host.ReadSecret(() => host.Error.Write("API key (not shown): "));
        host.Error.WriteLine();
        return typed;
    }
}

/// <summary><c>seedance auth status</c>: shows which key and which address are used, and where they come from.</summary>
internal sealed class AuthStatusCommand(CommandRunner runner)
    : ToolCommand<AuthReport>(runner, "status", "Shows which key and which address are used, and where they come from.")
{
    public override IReadOnlyList<string> Examples { get; } = ["seedance auth status", "seedance auth status --json"];

    protected override Task RunAsync(ParseResult parsed, CommandContext context, AuthReport report)
    {
        var settings = context.Settings;
        report.Read(settings);
        context.Output.Text(Format.Pairs(
            ("key", report.Key is null ? "none" : $"{report.Key}, from {settings.ApiKey.Place}"),
            ("service", report.BaseUrl is null ? "the documented address" : $"{report.BaseUrl}, from {settings.BaseUrl.Place}"),
            ("file", report.File)));
        if (settings.File is { IsOpenToOthers: true } file)
            context.Output.Warn(ServiceSession.OpenFileWarning(file));
        return report.Key is not null
            ? Task.CompletedTask
            : throw new ToolException(
                ExitCode.Authentication,
                $"There is no API key: store one with 'seedance auth login', or set {SeedanceClientOptions.ApiKeyVariable}.");
    }
}

/// <summary><c>seedance auth logout</c>: deletes the stored key.</summary>
internal sealed class AuthLogoutCommand(CommandRunner runner) : ToolCommand<AuthReport>(runner, "logout", "Deletes the stored API key.")
{
    public override IReadOnlyList<string> Examples { get; } = ["seedance auth logout"];

    protected override Task RunAsync(ParseResult parsed, CommandContext context, AuthReport report)
    {
        if (context.Settings.File is { } file && file.Read() is { ApiKey: not null } stored)
        {
            file.Write(stored with { ApiKey = null });
            context.Output.Result($"The key is deleted from {file.Path}");
        }
        else
        {
            context.Output.Result("No key was stored");
        }

        if (context.Settings.ApiKey is { Source: SettingSource.Environment } other)
            context.Output.Warn($"{other.Place} is still set.");
        report.Read(new ToolSettings(context.Host));
        return Task.CompletedTask;
    }
}
