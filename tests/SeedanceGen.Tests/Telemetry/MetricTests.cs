using System.Globalization;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.TestKit.Telemetry;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Telemetry;

[Collection(ListeningAlone.Name)]
public sealed class MetricTests
{
    /// <summary>The tags of a job. OpenTelemetry requires the first two beside the third.</summary>
    private const string Job =
        "gen_ai.operation.name=generate_content gen_ai.provider.name=seedance gen_ai.request.model=seedance-2.0";

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
                CultureInfo.InvariantCulture, $"seedance.credits.charged 40 {Job} {ServerOf(observed)}"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"seedance.job.duration {seconds} {Job} seedance.job.status=succeeded {ServerOf(observed)}"),
            $"seedance.job.polls 1 {ServerOf(observed)}",
            $"seedance.job.polls 1 {ServerOf(observed)}",
            $"seedance.job.polls 1 {ServerOf(observed)}",
            string.Create(CultureInfo.InvariantCulture,
                $"seedance.job.queue_time {queued.TotalSeconds} {Job} {ServerOf(observed)}"),
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

        var address = $"server.address=127.0.0.1 server.port={server.BaseAddress.Port}";
        telemetry.Measurements.ShouldBe(
        [
            $"seedance.call.retries 1 error.type=503 seedance.operation=listModels {address}",
            $"seedance.call.retries 1 error.type=connection_broken seedance.operation=listModels {address}",
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
                $"seedance.submission.outcome_unknown 1 error.type=connection_broken {Job} "
                    + $"server.address=127.0.0.1 server.port={server.BaseAddress.Port}",
            ]);
    }

    private static string ServerOf(ObservedClient observed) =>
        $"server.address=127.0.0.1 server.port={observed.Telemetry.Span("seedance.job").GetTagItem("server.port")}";
}
