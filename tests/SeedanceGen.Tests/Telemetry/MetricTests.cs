using System.Globalization;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Telemetry;

[Collection(ListeningAlone.Name)]
public sealed class MetricTests
{
    [Fact]
    public async Task A_job_measures_its_time_its_queue_its_polls_and_its_credits()
    {
        await using var observed = await ObservedClient.StartAsync();

        await observed.Client.GenerateAsync(Requests.River);

        var seconds = observed.Telemetry.Span("seedance.job").Duration.TotalSeconds;
        var queued = observed.Telemetry.Span("seedance.job").Events.ElementAt(1).Timestamp - observed.Telemetry.Span(
            "seedance.job").StartTimeUtc;
        observed.Telemetry.Measurements.Order(StringComparer.Ordinal).ShouldBe(
        [
            string.Create(
                CultureInfo.InvariantCulture, $"seedance.credits.charged 40 gen_ai.request.model=seedance-2.0 server.address=127.0.0.1"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"seedance.job.duration {seconds} gen_ai.request.model=seedance-2.0 "
                + $"seedance.job.status=succeeded server.address=127.0.0.1"),
            "seedance.job.polls 1 server.address=127.0.0.1",
            "seedance.job.polls 1 server.address=127.0.0.1",
            "seedance.job.polls 1 server.address=127.0.0.1",
            string.Create(CultureInfo.InvariantCulture,
                $"seedance.job.queue_time {queued.TotalSeconds} gen_ai.request.model=seedance-2.0 server.address=127.0.0.1"),
        ]);
    }

    [Fact]
    public async Task Two_waits_for_one_job_measure_it_once()
    {
        await using var observed = await ObservedClient.StartAsync();
        var job = await observed.Client.SubmitAsync(Requests.River);

        await Task.WhenAll(job.WaitAsync(), job.WaitAsync());

        observed.Telemetry.Measurements.Count(measured => measured.StartsWith("seedance.job.duration", StringComparison.Ordinal))
            .ShouldBe(1);
        observed.Telemetry.Measurements.Count(measured => measured.StartsWith("seedance.job.queue_time", StringComparison.Ordinal))
            .ShouldBe(1);
    }

    [Fact]
    [PastTheProxy("A connection is reset.")]
    public async Task Retries_are_counted_by_operation_and_reason()
    {
        using var telemetry = new TelemetryRecorder();
        await using var server = new ScriptedServer(
            OnSocket.Status(503), OnSocket.Reset(), OnSocket.Json("""{"success":true,"data":[]}"""));
        var time = new SkippingClock(TimeSpan.FromSeconds(30)).Time;
        await using var client = server.CreateClient(
            new SeedanceClientOptions { TimeProvider = time, AttemptTimeout = TimeSpan.FromMinutes(1) });

        await client.ListModelsAsync();

        telemetry.Measurements.ShouldBe(
        [
            "seedance.call.retries 1 error.type=503 seedance.operation=listModels server.address=127.0.0.1",
            "seedance.call.retries 1 error.type=connection_broken seedance.operation=listModels server.address=127.0.0.1",
        ]);
    }

    [Fact]
    [PastTheProxy("The connection is reset.")]
    public async Task A_submission_whose_outcome_is_unknown_is_counted_and_charges_nothing_that_is_known()
    {
        using var telemetry = new TelemetryRecorder();
        await using var server = new ScriptedServer(OnSocket.Reset());
        await using var client = server.CreateClient();

        await client.SubmitAsync(Requests.River).ShouldThrowAsync<SubmissionOutcomeUnknownException>();

        telemetry.Measurements.ShouldBe(
            [
                "seedance.submission.outcome_unknown 1 error.type=connection_broken gen_ai.request.model=seedance-2.0 "
                    + "server.address=127.0.0.1",
            ]);
    }
}
