using SeedanceGen.Cli.Commands;
using SeedanceGen.Cli.Failures;
using SeedanceGen.Cli.Settings;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Jobs;

/// <summary>The service that a command talks to: the real one, or the mock in this process.</summary>
internal sealed class ServiceSession : IAsyncDisposable
{
    // Slow enough that each status can be seen, quick enough to be tried again and again.
    private static readonly JobLifecycle MockLifecycle = JobLifecycle.AfterPolls(4);
    private static readonly TimeSpan MockPause = TimeSpan.FromMilliseconds(300);
    private static readonly WaitOptions MockWait = new() { PollInterval = MockPause, MaxPollInterval = MockPause };

    public const string MockPrefix = "mock ";

    private const string DocumentedAddress = "the documented address";

    private readonly SeedanceClient _client;
    private readonly IAsyncDisposable? _mock;

    private ServiceSession(SeedanceClient client, string service, WaitOptions wait, IAsyncDisposable? mock)
    {
        // The webhook of a job goes to somebody else: this process hears of the job by its own polls alone.
        (_client, Service, Wait, _mock) = (client, service, wait with { ExpectWebhook = false }, mock);
    }

    public ISeedanceClient Client => _client;

    /// <summary>Which service it is: ids of jobs are of use to no other. A mock is another one in each process.</summary>
    public string Service { get; }

    public WaitOptions Wait { get; }

    public bool IsMock => _mock is not null;

    public static Task<ServiceSession> OpenAsync(CommandContext context, bool mock) =>
        mock ? OpenMockAsync(context) : Task.FromResult(Open(context, "this command without one by --mock"));

    /// <param name="context">What the command works with.</param>
    /// <param name="trial">What somebody can try who has no key.</param>
    /// <exception cref="UsageException">There is no key, or it or the address cannot be used.</exception>
    public static ServiceSession Open(CommandContext context, string trial = "the tool without one by 'seedance generate --mock'")
    {
        var settings = context.Settings;
        if (settings.ApiKey is not { Value: { } key } || string.IsNullOrWhiteSpace(key))
        {
            throw new UsageException(
                $"There is no API key: set {SeedanceClientOptions.ApiKeyVariable} or store it with 'seedance auth login', or try {trial}.");
        }

        context.Output.Hide(key);
        if (settings is { ApiKey.Source: SettingSource.File, File.IsOpenToOthers: true })
            context.Output.Note($"warning: others on this machine can read the key in {settings.File.Path}: chmod 600 it.");
        try
        {
            var options = new SeedanceClientOptions { ApiKey = key, BaseAddress = ReadBaseAddress(settings.BaseUrl), TimeProvider = context.Host.TimeProvider };
            var client = new SeedanceClient(options);
            return new ServiceSession(client, options.BaseAddress?.AbsoluteUri ?? DocumentedAddress, options.WaitDefaults, mock: null);
        }
        catch (SeedanceConfigurationException unusable)
        {
            throw new UsageException(NamingThePlace(unusable, settings), unusable);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        if (_mock is not null)
            await _mock.DisposeAsync();
    }

    private static async Task<ServiceSession> OpenMockAsync(CommandContext context)
    {
        var clock = context.Host.TimeProvider;
        var mock = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = MockLifecycle, TimeProvider = clock, Strict = false });
        var options = new SeedanceClientOptions { ApiKey = mock.ApiKey, BaseAddress = mock.BaseAddress, TimeProvider = clock };
        context.Output.Note("Played by the built-in mock (--mock): no network, no credits.");
        return new ServiceSession(new SeedanceClient(options), $"{MockPrefix}{Guid.NewGuid():N}", MockWait, mock);
    }

    private static Uri? ReadBaseAddress(Setting setting)
    {
        // An empty flag is most likely an empty variable of a script, which would then pay at the real service.
        if (string.IsNullOrWhiteSpace(setting.Value) && setting.Source != SettingSource.Flag)
            return null;

        return Uri.TryCreate(setting.Value, UriKind.Absolute, out var address)
            ? address
            : throw new UsageException($"{setting.Place} is '{setting.Value}', which is not an address. Use one that begins with https://.");
    }

    /// <summary>The library knows the option that was set; a person set it in some place.</summary>
    private static string NamingThePlace(SeedanceConfigurationException unusable, ToolSettings settings)
    {
        var place = unusable.Setting switch
        {
            nameof(SeedanceClientOptions.ApiKey) => settings.ApiKey.Place,
            nameof(SeedanceClientOptions.BaseAddress) => settings.BaseUrl.Place,
            var other => other,
        };
        return unusable.Message.Replace($"{unusable.Setting} ", $"{place} ", StringComparison.Ordinal);
    }
}
