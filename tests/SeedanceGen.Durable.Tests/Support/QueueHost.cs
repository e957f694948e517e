using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SeedanceGen.Testing;

namespace SeedanceGen.Durable.Tests.Support;

/// <summary>A host with a queue and a worker, against a mock.</summary>
public sealed class QueueHost : IAsyncDisposable
{
    private readonly IHost _host;

    private QueueHost(IHost host, RecordingHandler handler) => (_host, Handler) = (host, handler);

    public IVideoQueue Queue => _host.Services.GetRequiredService<IVideoQueue>();

    public RecordingHandler Handler { get; }

    public static async Task<QueueHost> StartAsync(
        TestStore store, SeedanceMock mock, Action<SeedanceJobsOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var handler = new RecordingHandler();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<IVideoHandler>(handler);
        services?.Invoke(builder.Services);
        builder.Services
            .AddSeedance(options =>
            {
                (options.ApiKey, options.BaseAddress) = (mock.ApiKey, mock.BaseAddress);
                options.HttpHandler = mock.CreateHandler();
            })
            .AddSeedanceJobs(options =>
            {
                store.Use(options);
                options.PollInterval = TimeSpan.FromMilliseconds(50);
                options.IdleDelay = TimeSpan.FromMilliseconds(20);
                options.RetryDelay = TimeSpan.FromMilliseconds(50);
                configure?.Invoke(options);
            });
        var host = builder.Build();
        await host.StartAsync();
        return new QueueHost(host, handler);
    }

    /// <summary>Waits until the jobs are in a state.</summary>
    public async Task WaitAsync(VideoJobState state, params string[] keys)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        foreach (var key in keys)
        {
            while ((await Queue.GetAsync(key, limit.Token))?.State != state)
                await Task.Delay(20, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
    }
}

/// <summary>A handler that keeps what it is told.</summary>
public sealed class RecordingHandler : IVideoHandler
{
    public ConcurrentDictionary<string, long> Completed { get; } = new();

    public ConcurrentDictionary<string, VideoJob> Failed { get; } = new();

    public ConcurrentDictionary<string, VideoJob> Unknown { get; } = new();

    /// <summary>What it does before it takes a video.</summary>
    public Func<Task> BeforeCompleted { get; set; } = () => Task.CompletedTask;

    /// <summary>Holds each call until the test releases it.</summary>
    /// <returns>The begin of the first call, and what releases all of them.</returns>
    public (Task Begun, TaskCompletionSource Release) Hold()
    {
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        BeforeCompleted = () =>
        {
            begun.TrySetResult();
            return release.Task;
        };
        return (begun.Task, release);
    }

    /// <summary>The token that it was told of the latest video with.</summary>
    public CancellationToken Token { get; private set; }

    public async Task CompletedAsync(FinishedVideo video, CancellationToken cancellationToken)
    {
        Token = cancellationToken;
        await BeforeCompleted();
        await using var stream = await video.OpenAsync(cancellationToken);
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, cancellationToken);
        Completed[video.Job.Key] = content.Length;
    }

    public Task FailedAsync(VideoJob job, CancellationToken cancellationToken)
    {
        Failed[job.Key] = job;
        return Task.CompletedTask;
    }

    public Task OutcomeUnknownAsync(VideoJob job, CancellationToken cancellationToken)
    {
        Unknown[job.Key] = job;
        return Task.CompletedTask;
    }
}
