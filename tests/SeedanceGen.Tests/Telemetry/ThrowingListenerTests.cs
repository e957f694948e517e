using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Telemetry;

/// <summary>A log or a listener that fails loses neither the job that is paid for nor its end.</summary>
[Collection(ListeningAlone.Name)]
public sealed class ThrowingListenerTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_log_that_throws_does_not_lose_the_job_its_end_or_its_video(bool throwsWhenAsked)
    {
        var clock = new StepClock();
        const string Link = ""","output":{"type":"video","url":"https://cdn.example.com/river.mp4"}""";
        var handler = new QueueHandler(
            clock, InMemory.Status(429, "1"), InMemory.Accepted, InMemory.Job("processing"), InMemory.Status(500),
            InMemory.Job("succeeded", Link), InMemory.Video(Videos.OfLength(100)));
        await using var client = handler.CreateClient(options => options.LoggerFactory = new FullDisk(throwsWhenAsked));

        var job = await clock.RunAsync(() => client.SubmitAsync(Requests.River));
        var video = await clock.RunAsync(() => job.WaitAsync());
        var bytes = await clock.RunAsync(() => client.DownloadAsync(video, new MemoryStream()));

        (job.Id, video.Status, bytes).ShouldBe(("req_1", GenerationStatus.Succeeded, 100));
        handler.Seen.Count(seen => seen.Method == "POST").ShouldBe(2);
    }

    [Fact]
    public async Task A_log_that_throws_does_not_hide_that_the_outcome_is_unknown()
    {
        var handler = new QueueHandler(new StepClock(), InMemory.Status(502));
        await using var client = handler.CreateClient(options => options.LoggerFactory = new FullDisk(throwsWhenAsked: false));

        await client.SubmitAsync(Requests.River).ShouldThrowAsync<SubmissionOutcomeUnknownException>();
    }

    [Fact]
    public async Task A_listener_that_throws_does_not_lose_the_job_or_hide_that_the_outcome_is_unknown()
    {
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == SeedanceTelemetry.Name)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => throw new IOException("The disk is full."));
        listener.Start();
        var handler = new QueueHandler(new StepClock(), InMemory.Accepted, InMemory.Status(502));
        await using var client = handler.CreateClient();

        (await client.SubmitAsync(Requests.River)).Id.ShouldBe("req_1");
        await client.SubmitAsync(Requests.River).ShouldThrowAsync<SubmissionOutcomeUnknownException>();
    }

    private sealed class FullDisk(bool throwsWhenAsked) : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public bool IsEnabled(LogLevel logLevel) => throwsWhenAsked ? throw new IOException("The disk is full.") : true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new IOException("The disk is full.");

        public void Dispose()
        {
        }
    }
}
