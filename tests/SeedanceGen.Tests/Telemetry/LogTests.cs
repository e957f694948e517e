using Microsoft.Extensions.Logging;
using SeedanceGen.Testing;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.TestKit.Telemetry;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Telemetry;

[Collection(ListeningAlone.Name)]
public sealed class LogTests
{
    [Fact]
    public async Task A_job_s_course_is_logged_by_event()
    {
        await using var observed = await ObservedClient.StartAsync();
        var job = await observed.Client.SubmitAsync(Requests.River);
        await job.WaitAsync();
        await observed.Client.DownloadAsync(job.Latest!, new MemoryStream());

        observed.Log.Lines.Select(line => $"{line.Level} {line.EventId.Id} {line.Text}").ShouldBe(
        [
            $"Information 1 Job {job.Id} was accepted (seedance-2.0)",
            $"Information 2 Job {job.Id} costs 40 credits",
            $"Debug 3 Job {job.Id} is queued",
            $"Debug 3 Job {job.Id} is processing",
            $"Information 5 Job {job.Id} went from queued to processing",
            $"Debug 3 Job {job.Id} is succeeded",
            $"Information 5 Job {job.Id} went from processing to succeeded",
            $"Information 6 Job {job.Id} is finished: succeeded",
            observed.Log.Lines[^1] is { EventId.Id: 13 } last ? $"Information 13 {last.Text}" : "the download",
        ]);
        observed.Log.Lines.ShouldAllBe(line => line.Category == SeedanceTelemetry.Name);
    }

    [Fact]
    public async Task A_failed_job_a_cancelled_wait_and_a_failed_download_are_warnings()
    {
        await using var observed = await ObservedClient.StartAsync(JobLifecycle.Immediately.EndingInFailure("a code with spaces", "text"));
        await observed.Client.GenerateAsync(Requests.River).ShouldThrowAsync<GenerationFailedException>();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await observed.Client.WaitAsync("req_1", options: null, progress: null, cancelled.Token)
            .ShouldThrowAsync<OperationCanceledException>();
        await observed.Client.DownloadAsync(
            new VideoGeneration { Success = true, RequestId = "req_1", Status = GenerationStatus.Queued }, new MemoryStream())
            .ShouldThrowAsync<VideoUnavailableException>();

        observed.Log.Lines.Where(line => line.Level == LogLevel.Warning)
            .Select(line => (line.EventId.Name, line.Values.Split(',')[1].Trim()))
            .ShouldBe(
            [("JobFailed", "Code=_OTHER"), ("WaitEnded", "Reason=cancelled"), ("DownloadFailed", "Reason=VideoUnavailableException")]);
    }

    [Fact]
    [PastTheProxy("A connection is reset.")]
    public async Task Retries_pauses_refusals_and_unknown_outcomes_are_logged_with_their_reason()
    {
        var log = new LogRecorder(LogLevel.Warning);
        await using var server = new ScriptedServer(
            OnSocket.Status(429, headers: "Retry-After: 7\r\n"), OnSocket.Reset(), OnSocket.Status(401));
        await using var client = new SeedanceClient(
            new SeedanceClientOptions
            {
                ApiKey = "sd2_live_test",
                BaseAddress = server.BaseAddress,
                TimeProvider = new SkippingClock(TimeSpan.FromSeconds(30)).Time,
                LoggerFactory = log
            });

        await client.SubmitAsync(Requests.River).ShouldThrowAsync<SubmissionOutcomeUnknownException>();
        await client.SubmitAsync(Requests.River).ShouldThrowAsync<SeedanceAuthenticationException>();

        log.Lines.Select(line => $"{line.Level} {line.EventId.Name}: {line.Text}").ShouldBe(
        [
            "Warning RateLimited: The service asks all calls to pause for 00:00:07 (it responded with 429 to submitVideoGeneration)",
            "Warning CallRetried: submitVideoGeneration failed (429); attempt 2 follows in 00:00:07",
            "Error SubmissionOutcomeUnknown: It is not known whether a submission was accepted and charged (connection_broken); "
                + "it is not repeated",
            "Warning SubmissionRejected: A submission was not accepted (401); nothing was charged",
        ]);
    }
}
