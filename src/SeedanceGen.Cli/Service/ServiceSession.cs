using SeedanceGen.Cli.History;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Service;

/// <summary>The service that a command talks to: the real one, or the mock in this process.</summary>
internal sealed class ServiceSession : IAsyncDisposable
{
    // Slow enough to see each status, fast enough to try again and again.
    private static readonly JobLifecycle MockLifecycle = JobLifecycle.AfterPolls(4);
    private static readonly TimeSpan MockPollInterval = TimeSpan.FromMilliseconds(300);
    private static readonly WaitOptions MockWait = new() { PollInterval = MockPollInterval, MaxPollInterval = MockPollInterval };

    public const string MockPrefix = "mock ";

    private const string DocumentedAddress = "the documented address";

    private const string TrialOfMock = "the tool without a key by 'seedance generate --mock'";

    private readonly SeedanceClient _client;
    private readonly IAsyncDisposable? _mock;

    /// <summary>What this machine submitted; null when no history is kept, as of a mock.</summary>
    private readonly JobHistory? _history;

    private JobReport? _followed;

    private ServiceSession(
        SeedanceClient client, string service, WaitOptions wait, IAsyncDisposable? mock = null, JobHistory? history = null)
    {
        // This process never receives the webhook of a job, so its polls are all it has.
        (_client, Service, Wait, _mock, _history) = (client, service, wait with { ExpectWebhook = false }, mock, history);
    }

    public ISeedanceClient Client => _client;

    /// <summary>The identity of the service: no other service knows the ids of its jobs. Each mock is a service of its own.</summary>
    public string Service { get; }

    public WaitOptions Wait { get; }

    public bool IsMock => _mock is not null;

    public static Task<ServiceSession> OpenAsync(CommandContext context, bool mock) =>
        mock ? OpenMockAsync(context) : Task.FromResult(Open(context, "this command without a key by adding --mock"));

    /// <param name="context">The command's context.</param>
    /// <param name="trial">What a person without a key can try, as the end of the sentence "or try …".</param>
    /// <exception cref="UsageException">There is no key, or the key or the address is invalid.</exception>
    public static ServiceSession Open(CommandContext context, string trial = TrialOfMock)
    {
        var options = OptionsOf(context, trial);
        try
        {
            var client = new SeedanceClient(options);
            var service = options.BaseAddress?.AbsoluteUri ?? DocumentedAddress;
            return new ServiceSession(client, service, options.WaitDefaults, history: JobHistory.Of(context));
        }
        catch (SeedanceConfigurationException invalid)
        {
            throw new UsageException(NamePlace(invalid, context.Settings), invalid);
        }
    }

    /// <summary>The key and the address of the service, after <see cref="Open"/> has checked them.</summary>
    public static (string? Key, Uri? Address) ServiceOf(CommandContext context) =>
        (context.Settings.ApiKey.Value, ReadBaseAddress(context.Settings.BaseUrl));

    /// <summary>The options of a client with the key and the address of the command.</summary>
    /// <param name="context">The command's context.</param>
    /// <param name="trial">What a person without a key can try, as the end of the sentence "or try …".</param>
    /// <exception cref="UsageException">There is no key, or the address is not valid.</exception>
    private static SeedanceClientOptions OptionsOf(CommandContext context, string trial)
    {
        var settings = context.Settings;
        if (settings.ApiKey is not { Value: { } key } || string.IsNullOrWhiteSpace(key))
        {
            throw new UsageException(
                $"There is no API key: set {SeedanceClientOptions.ApiKeyVariable} or store it with 'seedance auth login', or try {trial}.");
        }

        context.Output.Hide(key);
        if (settings is { ApiKey.Source: SettingSource.File, File: { IsOpenToOthers: true } file })
            context.Output.Warn(OpenFileWarning(file));
        return new SeedanceClientOptions
        {
            ApiKey = key,
            BaseAddress = ReadBaseAddress(settings.BaseUrl),
            TimeProvider = context.Host.TimeProvider,
        };
    }

    /// <summary>The warning about a configuration file that other users can read.</summary>
    public static string OpenFileWarning(ConfigurationFile file) =>
        $"other users of this machine can read the key in {file.Path}. Run: chmod 600 {file.Path}";

    /// <summary>
    /// Adds a job that the service accepted to the history. Call it after the id is printed: the job is paid for, and a disk may hang.
    /// </summary>
    public async Task RememberAsync(CommandContext context, GenerationJob job, VideoGenerationRequest request)
    {
        if (_history is not null)
            await _history.AddAsync(Service, job.Id, job.Status?.Value, job.CreditsCharged, () => context.Description.PromptOf(request));
    }

    /// <summary>Makes the session write the status of a report to the history at its end.</summary>
    public void Follow(JobReport report) => _followed = report;

    public async ValueTask DisposeAsync()
    {
        if (_history is not null && _followed is { RequestId: { } id, Status: { } status })
            await _history.UpdateAsync(Service, id, status);
        await _client.DisposeAsync();
        if (_mock is not null)
            await _mock.DisposeAsync();
    }

    private static async Task<ServiceSession> OpenMockAsync(CommandContext context)
    {
        var clock = context.Host.TimeProvider;
        var mock = await SeedanceMockServer.StartAsync(new SeedanceMockOptions
        {
            Lifecycle = MockLifecycle,
            TimeProvider = clock,
            Strict = false,
        });
        var options = new SeedanceClientOptions { ApiKey = mock.ApiKey, BaseAddress = mock.BaseAddress, TimeProvider = clock };
        context.Output.Note("Using the built-in mock (--mock): no network, no credits.");
        return new ServiceSession(new SeedanceClient(options), $"{MockPrefix}{Guid.NewGuid():N}", MockWait, mock);
    }

    private static Uri? ReadBaseAddress(Setting setting)
    {
        // An empty option is most likely an empty variable of a script: without an error, the real service would charge the job.
        if (string.IsNullOrWhiteSpace(setting.Value) && setting.Source != SettingSource.Flag)
            return null;

        return Uri.TryCreate(setting.Value, UriKind.Absolute, out var address)
            ? address
            : throw new UsageException(
                $"{setting.Place} is '{setting.Value}', which is not an address. Use one that starts with https://.");
    }

    /// <summary>Replaces the name of the library's option by the place where the user set it.</summary>
    private static string NamePlace(SeedanceConfigurationException invalid, ToolSettings settings)
    {
        var place = invalid.Setting switch
        {
            nameof(SeedanceClientOptions.ApiKey) => settings.ApiKey.Place,
            nameof(SeedanceClientOptions.BaseAddress) => settings.BaseUrl.Place,
            var other => other,
        };
        return invalid.Message.Replace($"{invalid.Setting} ", $"{place} ", StringComparison.Ordinal);
    }
}
