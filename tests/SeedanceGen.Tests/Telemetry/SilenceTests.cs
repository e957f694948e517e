using Microsoft.Extensions.Logging.Abstractions;
using SeedanceGen.Errors;
using SeedanceGen.Telemetry;
using SeedanceGen.TestKit.Telemetry;

namespace SeedanceGen.Tests.Telemetry;

/// <summary>Telemetry without a listener costs nothing.</summary>
[Collection(ListeningAlone.Name)]
public sealed class SilenceTests
{
    private static readonly VideoGenerationAccepted Accepted =
        new() { Success = true, RequestId = "req_1", Status = GenerationStatus.Queued, CreditsCharged = 40 };

    private static readonly Exception Failure = new SubmissionOutcomeUnknownException(
        "unknown")
    { Failure = new CallFailure(FailureKind.Broken) };

    [Fact]
    public void A_submission_a_wait_and_a_retry_allocate_nothing_for_telemetry_without_a_listener()
    {
        var telemetry = new ClientTelemetry(TimeProvider.System, NullLoggerFactory.Instance, new Uri("https://api.example.com"));

        Allocated(telemetry).ShouldBe(0);
    }

    [Fact]
    public void The_same_calls_allocate_with_a_listener()
    {
        using var listening = new TelemetryRecorder();
        var telemetry = new ClientTelemetry(TimeProvider.System, new LogRecorder(), new Uri("https://api.example.com"));

        Allocated(telemetry).ShouldBeGreaterThan(0);
        listening.Measurements.ShouldNotBeEmpty();
    }

    private static long Allocated(ClientTelemetry telemetry)
    {
        var request = Requests.River;
        Run(telemetry, request);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            Run(telemetry, request);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Run(ClientTelemetry telemetry, VideoGenerationRequest request)
    {
        var submission = telemetry.BeginSubmission(request.Model.Value);
        telemetry.Retrying(SeedanceOperations.ListModels, new CallFailure(FailureKind.Broken), attempt: 2, TimeSpan.FromSeconds(1));
        telemetry.Submitted(submission, request.Model.Value, Accepted, SeedanceOperations.SubmitVideoGeneration);
        telemetry.SubmissionFailed(submission, request.Model.Value, Failure);
        telemetry.Observe("req_1", submission)?.End(isOver: false);
    }
}
