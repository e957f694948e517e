using System.Net;
using Microsoft.Extensions.Logging;
using SeedanceGen.AspNetCore.Tests.Support;

namespace SeedanceGen.AspNetCore.Tests.Delivery;

/// <summary>What fails after the webhook was acknowledged is tried again, within bounds.</summary>
public sealed class RepeatedDeliveryTests
{
    private const int GivenUp = 3010;

    [Fact]
    public async Task A_handler_that_throws_gets_the_job_again_after_growing_pauses()
    {
        await using var scene = await WebhookScene.StartAsync();
        var calls = Failing(scene, times: 2);

        await scene.PostAsync("order-17", WebhookScene.Naming(await scene.FinishedJobAsync()));
        var first = await scene.NextRetryAsync();
        first.Fire();
        var second = await scene.NextRetryAsync();
        second.Fire();

        await scene.NextAsync();
        calls().ShouldBe(3);
        first.DueTime.ShouldBe(TimeSpan.FromSeconds(2));
        second.DueTime.ShouldBe(TimeSpan.FromSeconds(4));
        (await scene.DrainAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_later_webhook_delivers_what_failed_without_waiting_for_the_pause()
    {
        await using var scene = await WebhookScene.StartAsync();
        Failing(scene, times: 1);
        var body = WebhookScene.Naming(await scene.FinishedJobAsync());
        await scene.PostAsync("order-17", body);
        var retry = await scene.NextRetryAsync();

        await scene.PostAsync("order-17", body);

        await scene.NextAsync();
        retry.Fire();
        (await scene.DrainAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Attempts_are_bounded_and_a_later_webhook_begins_anew()
    {
        await using var scene = await WebhookScene.StartAsync(options => options.MaxAttempts = 2);
        var calls = Failing(scene, times: 2);
        var body = WebhookScene.Naming(await scene.FinishedJobAsync());
        await scene.PostAsync("order-17", body);
        (await scene.NextRetryAsync()).Fire();
        await scene.Log.WhenLoggedAsync(GivenUp);

        await scene.PostAsync("order-17", body);

        await scene.NextAsync();
        calls().ShouldBe(3);
        scene.PendingRetries.ShouldBe(0);
    }

    [Fact]
    public async Task A_read_that_fails_is_tried_again()
    {
        await using var scene = await WebhookScene.StartAsync();
        var requestId = await scene.FinishedJobAsync();
        scene.Wire.Respond = (_, response) =>
        {
            if (scene.Reads == 1)
                response.StatusCode = HttpStatusCode.BadGateway;
            return Task.FromResult(response);
        };

        await scene.PostAsync("order-17", WebhookScene.Naming(requestId));
        (await scene.NextRetryAsync()).Fire();

        (await scene.NextAsync()).Generation.RequestId.ShouldBe(requestId);
    }

    [Fact]
    public async Task A_job_that_the_api_calls_unfinished_a_moment_longer_is_delivered_by_its_one_webhook()
    {
        await using var scene = await WebhookScene.StartAsync();
        var job = await scene.JobAsync();
        await scene.PostAsync("order-17", WebhookScene.Naming(job.RequestId));
        var retry = await scene.NextRetryAsync();

        job.Succeed();
        retry.Fire();

        (await scene.NextAsync()).Generation.Status.ShouldBe(GenerationStatus.Succeeded);
        retry.DueTime.ShouldBe(TimeSpan.FromSeconds(2));
        scene.Reads.ShouldBe(2);
    }

    [Fact]
    public async Task The_reads_of_a_job_that_stays_unfinished_are_limited()
    {
        await using var scene = await WebhookScene.StartAsync(options => options.MaxAttempts = 3);
        var job = await scene.JobAsync();
        await scene.PostAsync("order-17", WebhookScene.Naming(job.RequestId));
        (await scene.NextRetryAsync()).Fire();
        (await scene.NextRetryAsync()).Fire();

        (await scene.DrainAsync()).ShouldBeEmpty();
        scene.Reads.ShouldBe(3);
        scene.PendingRetries.ShouldBe(0);
    }

    [Fact]
    public async Task A_log_that_throws_does_not_end_the_work()
    {
        await using var scene = await WebhookScene.StartAsync(
            options => (options.MaxConcurrency, options.MaxAttempts) = (1, 1),
            builder => builder.Logging.AddProvider(new FullDisk()).AddFilter<FullDisk>(null, LogLevel.Warning));
        scene.Handler = (delivered, _) => delivered.Reference == "order-17" ? throw new InvalidOperationException("Away.")
            : Task.CompletedTask;
        var body = WebhookScene.Naming(await scene.FinishedJobAsync());

        await scene.PostAsync("order-17", body);
        await scene.PostAsync("order-18", body);

        (await scene.NextAsync()).Reference.ShouldBe("order-18");
        (await scene.DrainAsync()).ShouldBeEmpty();
    }

    private static Func<int> Failing(WebhookScene scene, int times)
    {
        var calls = 0;
        scene.Handler = (_, _) => Interlocked.Increment(ref calls) <= times
            ? throw new InvalidOperationException("The application's database is away.")
            : Task.CompletedTask;
        return () => Volatile.Read(ref calls);
    }

    private sealed class FullDisk : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new IOException("The disk is full.");

        public void Dispose()
        {
        }
    }
}
