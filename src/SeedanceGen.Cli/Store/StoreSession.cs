using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SeedanceGen.Durable;

namespace SeedanceGen.Cli.Store;

/// <summary>What a worker of this process may do.</summary>
internal sealed record WorkerInput
{
    /// <summary>The full path of the folder for videos.</summary>
    public required string Folder { get; init; }

    /// <summary>What the whole store may be charged, in credits; null sets no limit.</summary>
    public long? MaxCredits { get; init; }

    /// <summary>How many submissions all workers of the store begin in a second; null sets no limit.</summary>
    public double? SubmissionsPerSecond { get; init; }

    /// <summary>The time between two polls of a job; null takes the default of the library.</summary>
    public TimeSpan? PollInterval { get; init; }
}

/// <summary>
/// A store of durable jobs: its queue, and in some commands a worker. The clock is the system's, as that of the scheduler and of all other
/// workers is.
/// </summary>
internal sealed class StoreSession : IAsyncDisposable
{
    private static readonly Uri AnyAddress = new("https://localhost");

    private readonly IHost _host;
    private readonly bool _isWorker;

    private StoreSession(IHost host, bool isWorker) =>
        (_host, _isWorker, Queue) = (host, isWorker, host.Services.GetRequiredService<IVideoQueue>());

    public IVideoQueue Queue { get; }

    public static TimeProvider Clock => TimeProvider.System;

    /// <summary>Canceled when the worker ends by itself, which it does not do unless something is broken.</summary>
    public CancellationToken Ended => _host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    /// <summary>Opens a store for its queue. No job is worked on, and no key is needed.</summary>
    /// <exception cref="ToolException">The store cannot be opened.</exception>
    public static Task<StoreSession> OpenAsync(CommandContext context, StoreAddress store) => StartAsync(context, store, WithoutWorker);

    /// <summary>Opens a store that is there for its queue, and makes none.</summary>
    /// <exception cref="ToolException">The store is not there, or cannot be opened.</exception>
    public static Task<StoreSession> OpenExistingAsync(CommandContext context, StoreAddress store) =>
        StartAsync(context, store.Existing(), WithoutWorker, makesStore: false);

    /// <summary>Opens a store and works on its jobs.</summary>
    /// <exception cref="ToolException">The store cannot be opened, or there is no key.</exception>
    public static async Task<StoreSession> StartWorkerAsync(
        CommandContext context, StoreAddress store, WorkerInput input, IVideoHandler? handler)
    {
        // The host makes a client of its own, with the same key and the same address; a fault of either is reported as in every command.
        await using (ServiceSession.Open(context, "the tool against 'seedance mock'"))
        {
        }

        return await StartAsync(context, store, builder =>
        {
            if (handler is not null)
                builder.Services.AddSingleton(handler);
            return (
                options =>
                {
                    options.VideoFolder = input.Folder;
                    options.AcceptanceFolder = Path.Combine(ToolFolders.StateOf(context.Host) ?? input.Folder, "accepted");
                    options.MaxCredits = input.MaxCredits;
                    options.MaxSubmissionsPerSecond = input.SubmissionsPerSecond;
                    if (input.PollInterval is { } interval)
                        (options.PollInterval, options.MaxPollInterval) = (interval, interval);
                },
                options => (options.ApiKey, options.BaseAddress) = ServiceSession.ServiceOf(context));
        });
    }

    /// <summary>Ends the worker in order: calls that were sent go on to their end, and what they brought is written.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_isWorker)
                await _host.StopAsync();
        }
        finally
        {
            if (_host is IAsyncDisposable host)
                await host.DisposeAsync();
            else
                _host.Dispose();
        }
    }

    private static (Action<SeedanceJobsOptions> Jobs, Action<SeedanceClientOptions> Client) WithoutWorker(HostApplicationBuilder builder)
    {
        // This client sends nothing: only a worker submits, polls and cancels.
        builder.Services.AddSingleton<ISeedanceClient>(
            _ => new SeedanceClient("sd2_live_unused", new SeedanceClientOptions { BaseAddress = AnyAddress }));
        return (options => options.RunsJobs = false, _ => { });
    }

    private static async Task<StoreSession> StartAsync(
        CommandContext context,
        StoreAddress store,
        Func<HostApplicationBuilder, (Action<SeedanceJobsOptions> Jobs, Action<SeedanceClientOptions> Client)> configure,
        bool makesStore = true)
    {
        context.Output.Hide(store.Password);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(new WorkerLog(context.Output)).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<IHostLifetime, ToolLifetime>();
        var (jobs, client) = configure(builder);
        var isWorker = false;
        try
        {
            if (!makesStore && store.File is null)
                await EnsureTablesAsync(store, context.Interrupt);
            builder.Services.AddSeedance(client).AddSeedanceJobs(options =>
            {
                Use(options, store);
                jobs(options);
                isWorker = options.RunsJobs;
            });
            var session = new StoreSession(builder.Build(), isWorker);
            try
            {
                if (isWorker)
                    await session._host.StartAsync(context.Interrupt);
                else
                    await session.Queue.GetTotalsAsync(context.Interrupt);
                return session;
            }
            catch
            {
                await session.DisposeAsync();
                throw;
            }
        }
        catch (Exception fault) when (StoreFault.OfOpening(fault, store) is { } problem)
        {
            throw problem;
        }
        catch (OperationCanceledException canceled) when (context.Interrupt.IsCancellationRequested)
        {
            throw new ToolException(ExitCode.Interrupted, "Interrupted.", canceled);
        }
    }

    private static void Use(SeedanceJobsOptions options, StoreAddress store)
    {
        if (store.File is { } file)
            options.UseSqlite(file);
        else
            UsePostgreSql(options, store);
    }

    /// <summary>A method of its own, so that a SQLite store does not load the driver.</summary>
    private static void UsePostgreSql(SeedanceJobsOptions options, StoreAddress store) =>
        options.UsePostgreSql(ConnectionStringOf(store));

    /// <exception cref="UsageException">The database has no store.</exception>
    private static async Task EnsureTablesAsync(StoreAddress store, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionStringOf(store));
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT to_regclass('seedance_store') IS NOT NULL";
        if (await command.ExecuteScalarAsync(cancellationToken) is not true)
        {
            throw new UsageException(
                $"The database {store} has no jobs: is it the right one? "
                + $"'seedance batch FILE --store {store} --detach' makes a store there.");
        }
    }

    private static string ConnectionStringOf(StoreAddress store)
    {
        var connection = new NpgsqlConnectionStringBuilder();
        foreach (var (name, value) in store.Connection)
            connection[name] = value;
        if (store.Password is { } password)
            connection.Password = password;
        return connection.ConnectionString;
    }
}
