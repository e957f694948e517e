using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using SeedanceGen.Configuration;
using SeedanceGen.Http;
using SeedanceGen.Telemetry;

namespace SeedanceGen.Hosting;

/// <summary>
/// Makes the next call of a client carry the key, and go to the address, of a configuration that has changed. Its other options stay as
/// they are. A change that is not accepted is logged, and the client goes on with what it has.
/// </summary>
internal sealed class AccessChanges : IDisposable
{
    private readonly string _name;
    private readonly SeedanceConnection _connection;
    private readonly IOptionsMonitor<SeedanceClientOptions> _monitor;
    private readonly IOptionsMonitorCache<SeedanceClientOptions> _cache;
    private readonly List<IDisposable> _subscriptions = [];
    private readonly object _lock = new();
    private SeedanceClientOptions _accepted;

    public AccessChanges(IServiceProvider provider, string name, SeedanceConnection connection)
    {
        _name = name;
        _connection = connection;
        _monitor = provider.GetRequiredService<IOptionsMonitor<SeedanceClientOptions>>();
        _cache = provider.GetRequiredService<IOptionsMonitorCache<SeedanceClientOptions>>();
        _accepted = _monitor.Get(name);
        // Not by the monitor: it would pass the exception of a faulty change to the thread that reads the configuration.
        foreach (var section in provider.GetServices<ClientSection>().Where(section => section.Name == name))
            _subscriptions.Add(ChangeToken.OnChange(section.Configuration.GetReloadToken, ReadAgain));
        // Options that other code of the host binds.
        if (_monitor.OnChange(TakeOwn) is { } others)
            _subscriptions.Add(others);
    }

    public void Dispose() => _subscriptions.ForEach(static subscription => subscription.Dispose());

    private void ReadAgain()
    {
        lock (_lock)
        {
            _cache.TryRemove(_name);
            try
            {
                Take(_monitor.Get(_name));
            }
            catch (Exception exception)
            {
                _cache.TryAdd(_name, _accepted);
                ClientLog.ChangeRejected(
                    _connection.Telemetry.Log,
                    exception is SeedanceConfigurationException or OptionsValidationException
                        ? exception.Message
                        : exception.GetType().Name);
            }
        }
    }

    private void TakeOwn(SeedanceClientOptions options, string? name)
    {
        if (name != _name)
            return;
        lock (_lock)
            Take(options);
    }

    private void Take(SeedanceClientOptions options)
    {
        var (validator, before) = (new OptionsValidator(options, options.ApiKey), _connection.Access);
        validator.ThrowOnFaults();
        _accepted = options;
        var after = _connection.Change(options.ApiKeyProvider is null ? validator.ApiKey : before.ApiKey, validator.BaseAddress);
        if (!ReferenceEquals(before, after))
            ClientLog.AccessChanged(_connection.Telemetry.Log, after.ApiKey != before.ApiKey, after.BaseAddress != before.BaseAddress);
    }
}

/// <summary>The section that a client is configured by.</summary>
/// <param name="Name">The name of the client.</param>
/// <param name="Configuration">The section.</param>
internal sealed record ClientSection(string Name, IConfiguration Configuration);
