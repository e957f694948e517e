using SeedanceGen.Cli.Failures;
using SeedanceGen.Cli.Hosting;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Jobs;

/// <summary>The service that a command talks to: the real one, or the mock in this process.</summary>
internal sealed class ServiceSession : IAsyncDisposable
{
    // Slow enough that each status can be seen, quick enough to be tried again and again.
    private static readonly JobLifecycle MockLifecycle = JobLifecycle.AfterPolls(4);
    private static readonly TimeSpan MockPause = TimeSpan.FromMilliseconds(300);
    private static readonly WaitOptions MockWait = new() { PollInterval = MockPause, MaxPollInterval = MockPause };

    private readonly SeedanceClient _client;
    private readonly IAsyncDisposable? _mock;

    private ServiceSession(SeedanceClient client, WaitOptions wait, IAsyncDisposable? mock)
    {
        // The webhook of a job goes to somebody else: this process hears of the job by its own polls alone.
        (_client, Wait, _mock) = (client, wait with { ExpectWebhook = false }, mock);
    }

    public ISeedanceClient Client => _client;

    public WaitOptions Wait { get; }

    public bool IsMock => _mock is not null;

    public static Task<ServiceSession> OpenAsync(ToolHost host, bool mock) =>
        mock ? OpenMockAsync(host) : Task.FromResult(OpenService(host));

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        if (_mock is not null)
            await _mock.DisposeAsync();
    }

    private static ServiceSession OpenService(ToolHost host)
    {
        var key = host.Variable(SeedanceClientOptions.ApiKeyVariable);
        if (string.IsNullOrWhiteSpace(key))
            throw new UsageException($"There is no API key: set {SeedanceClientOptions.ApiKeyVariable}, or try the tool without one by --mock.");

        try
        {
            var options = new SeedanceClientOptions { ApiKey = key, BaseAddress = ReadBaseAddress(host), TimeProvider = host.TimeProvider };
            return new ServiceSession(new SeedanceClient(options), options.Wait, mock: null);
        }
        catch (SeedanceConfigurationException unusable)
        {
            throw new UsageException(NamingTheVariable(unusable), unusable);
        }
    }

    private static async Task<ServiceSession> OpenMockAsync(ToolHost host)
    {
        var mock = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = MockLifecycle, TimeProvider = host.TimeProvider, Strict = false });
        var options = new SeedanceClientOptions { ApiKey = mock.ApiKey, BaseAddress = mock.BaseAddress, TimeProvider = host.TimeProvider };
        return new ServiceSession(new SeedanceClient(options), MockWait, mock);
    }

    private static Uri? ReadBaseAddress(ToolHost host)
    {
        var text = host.Variable(SeedanceClientOptions.BaseAddressVariable);
        if (string.IsNullOrWhiteSpace(text))
            return null;

        return Uri.TryCreate(text, UriKind.Absolute, out var address)
            ? address
            : throw new UsageException(
                $"{SeedanceClientOptions.BaseAddressVariable} is '{text}', which is not an address. Use one that begins with https://.");
    }

    /// <summary>The library knows the option that was set; a person set the variable.</summary>
    private static string NamingTheVariable(SeedanceConfigurationException unusable)
    {
        var variable = unusable.Setting switch
        {
            nameof(SeedanceClientOptions.ApiKey) => SeedanceClientOptions.ApiKeyVariable,
            nameof(SeedanceClientOptions.BaseAddress) => SeedanceClientOptions.BaseAddressVariable,
            var other => other,
        };
        return unusable.Message.Replace($"{unusable.Setting} ", $"{variable} ", StringComparison.Ordinal);
    }
}
