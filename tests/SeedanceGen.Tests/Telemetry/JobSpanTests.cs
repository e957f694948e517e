using System.Diagnostics;
using SeedanceGen.Testing;
using SeedanceGen.TestKit.Telemetry;

namespace SeedanceGen.Tests.Telemetry;

[Collection(ListeningAlone.Name)]
public sealed class JobSpanTests
{
    [Fact]
    public async Task The_span_of_a_job_reaches_from_its_submission_to_its_end_with_an_event_for_each_poll()
    {
        await using var observed = await ObservedClient.StartAsync();
        var began = observed.Clock.Time.GetUtcNow();

        var video = await observed.Client.GenerateAsync(Requests.River);

        var (submit, job) = (observed.Telemetry.Span("seedance.submit"), observed.Telemetry.Span("seedance.job"));
        job.ParentSpanId.ShouldBe(submit.SpanId);
        job.Kind.ShouldBe(ActivityKind.Client);
        job.StartTimeUtc.ShouldBe(began.UtcDateTime);
        job.Duration.ShouldBe(observed.Clock.Time.GetUtcNow() - began);
        job.Duration.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(4));
        job.Events.Select(item => (item.Name, item.Tags.Single().Value)).ShouldBe(
            [("seedance.poll", "queued"), ("seedance.poll", "processing"), ("seedance.poll", "succeeded")]);
        job.GetTagItem("seedance.job.id").ShouldBe(video.RequestId);
        job.GetTagItem("seedance.job.status").ShouldBe("succeeded");
        job.GetTagItem("gen_ai.request.model").ShouldBe("seedance-2.0");
        job.GetTagItem("server.address").ShouldBe("127.0.0.1");
        job.Status.ShouldBe(ActivityStatusCode.Unset);
        submit.GetTagItem("seedance.credits.charged").ShouldBe(40);
        submit.GetTagItem("seedance.job.id").ShouldBe(video.RequestId);
        Activity.Current.ShouldBeNull();
    }

    [Fact]
    public async Task The_attributes_that_OpenTelemetry_requires_together_are_there_together_or_not_at_all()
    {
        await using var observed = await ObservedClient.StartAsync();

        var video = await observed.Client.GenerateAsync(Requests.River);
        await observed.Client.DownloadAsync(video, Stream.Null);

        foreach (var span in observed.Telemetry.Spans)
        {
            span.GetTagItem("server.port").ShouldBeOfType<int>(span.OperationName).ShouldBeGreaterThan(0);
            var isOfJob = span.OperationName is "seedance.submit" or "seedance.job";
            span.GetTagItem("gen_ai.operation.name").ShouldBe(isOfJob ? "generate_content" : null);
            span.GetTagItem("gen_ai.provider.name").ShouldBe(isOfJob ? "seedance" : null);
            span.TagObjects.Any(tag => tag.Key == "gen_ai.request.model").ShouldBe(isOfJob);
        }

        observed.Telemetry.Span("seedance.download").GetTagItem("server.address").ShouldBe("127.0.0.1");
        observed.Telemetry.Measurements.Where(measured => measured.Contains("gen_ai.", StringComparison.Ordinal))
            .ShouldAllBe(measured => measured.Contains("gen_ai.operation.name=", StringComparison.Ordinal)
                && measured.Contains("gen_ai.provider.name=", StringComparison.Ordinal));
        observed.Telemetry.Measurements.ShouldAllBe(measured => measured.Contains("server.port=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wait_that_begins_later_and_elsewhere_still_shows_the_whole_job_in_one_trace()
    {
        await using var observed = await ObservedClient.StartAsync(JobLifecycle.Immediately);
        using var here = new Activity("elsewhere");
        var began = observed.Clock.Time.GetUtcNow();
        var job = await observed.Client.SubmitAsync(Requests.River);
        observed.Clock.Advance(TimeSpan.FromMinutes(3));

        here.Start();
        await job.WaitAsync();
        here.Stop();

        var span = observed.Telemetry.Span("seedance.job");
        span.TraceId.ShouldBe(observed.Telemetry.Span("seedance.submit").TraceId);
        span.StartTimeUtc.ShouldBe(began.UtcDateTime);
        span.Duration.ShouldBe(TimeSpan.FromMinutes(3));
        span.Links.ShouldHaveSingleItem().Context.SpanId.ShouldBe(here.SpanId);
    }

    [Fact]
    public async Task A_job_that_was_found_by_its_id_has_a_span_from_the_wait_on_and_is_not_measured()
    {
        await using var observed = await ObservedClient.StartAsync(JobLifecycle.Immediately);
        var id = (await observed.Client.SubmitAsync(Requests.River)).Id;
        observed.Clock.Advance(TimeSpan.FromMinutes(3));

        await observed.Client.GetJob(id).WaitAsync();

        observed.Telemetry.Span("seedance.job").Duration.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        observed.Telemetry.Span("seedance.job").ParentSpanId.ShouldBe(default);
        observed.Telemetry.Total("seedance.job.duration").ShouldBe(0);
        observed.Telemetry.Total("seedance.job.polls").ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_job_makes_a_failed_span_with_the_service_s_code()
    {
        await using var observed = await ObservedClient.StartAsync(
            JobLifecycle.Immediately.EndingInFailure("content_policy", "Your prompt 'A river' is not allowed"));

        await observed.Client.GenerateAsync(Requests.River).ShouldThrowAsync<GenerationFailedException>();

        var job = observed.Telemetry.Span("seedance.job");
        job.Status.ShouldBe(ActivityStatusCode.Error);
        job.GetTagItem("error.type").ShouldBe("content_policy");
        job.GetTagItem("seedance.job.status").ShouldBe("failed");
        (observed.Telemetry.Everything + observed.Log.Everything).ShouldNotContain("river");
    }

    [Fact]
    public async Task A_wait_whose_time_is_up_says_so_on_the_span()
    {
        await using var observed = await ObservedClient.StartAsync(JobLifecycle.Manually);

        await observed.Client.GenerateAsync(Requests.River, new WaitOptions { Timeout = TimeSpan.FromMinutes(5) })
            .ShouldThrowAsync<GenerationTimeoutException>();

        var job = observed.Telemetry.Span("seedance.job");
        job.GetTagItem("seedance.wait.end").ShouldBe("timeout");
        job.Status.ShouldBe(ActivityStatusCode.Error);
        job.GetTagItem("seedance.job.status").ShouldBeNull();
        job.Duration.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task A_watch_that_is_left_ends_its_span_and_does_not_change_the_caller_s()
    {
        await using var observed = await ObservedClient.StartAsync();
        var job = await observed.Client.SubmitAsync(Requests.River);
        using var mine = new Activity("mine").Start();

        await foreach (var read in job.WatchAsync())
        {
            Activity.Current.ShouldBe(mine);
            if (read.Status == GenerationStatus.Processing)
                break;
        }

        var span = observed.Telemetry.Span("seedance.job");
        span.GetTagItem("seedance.wait.end").ShouldBe("cancelled");
        span.Events.Count().ShouldBe(2);
        Activity.Current.ShouldBe(mine);
    }

    [Fact]
    public async Task The_requests_of_a_wait_belong_to_the_job_s_span()
    {
        using var http = new TelemetryRecorder(static source => source == "System.Net.Http");
        await using var observed = await ObservedClient.StartAsync();

        var video = await observed.Client.GenerateAsync(Requests.River);

        var job = observed.Telemetry.Span("seedance.job");
        var reads = http.Spans.Where(span => span.ParentSpanId == job.SpanId).ToList();
        reads.Count.ShouldBe(3);
        reads.ShouldAllBe(span => $"{span.GetTagItem("url.full")}".EndsWith(video.RequestId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_requests_of_a_watch_belong_to_the_span_of_the_job_regardless_of_its_reader()
    {
        using var http = new TelemetryRecorder(static source => source == "System.Net.Http");
        await using var observed = await ObservedClient.StartAsync();
        var handle = await observed.Client.SubmitAsync(Requests.River);
        using var mine = new Activity("mine").Start();

        await foreach (var _ in handle.WatchAsync())
            Activity.Current = mine;

        var job = observed.Telemetry.Span("seedance.job");
        http.Spans.Count(span => span.ParentSpanId == job.SpanId).ShouldBe(3);
    }

    [Fact]
    public async Task A_refused_submission_is_a_failed_span_with_the_status_of_the_response()
    {
        await using var observed = await ObservedClient.StartAsync();
        await using var client = new SeedanceClient(
            "sd2_live_wrong", new SeedanceClientOptions { BaseAddress = observed.Server.BaseAddress });

        await client.SubmitAsync(Requests.River).ShouldThrowAsync<SeedanceAuthenticationException>();

        var submit = observed.Telemetry.Span("seedance.submit");
        submit.Status.ShouldBe(ActivityStatusCode.Error);
        submit.GetTagItem("http.response.status_code").ShouldBe(401);
        submit.GetTagItem("error.type").ShouldBe("401");
    }

    [Fact]
    public async Task A_download_is_a_span_with_the_size_of_the_video()
    {
        await using var observed = await ObservedClient.StartAsync(JobLifecycle.Immediately);
        var job = await observed.Client.SubmitAsync(Requests.River);
        await job.WaitAsync();
        using var video = new MemoryStream();

        await observed.Client.DownloadAsync(job.Latest!, video);

        var download = observed.Telemetry.Span("seedance.download");
        download.GetTagItem("seedance.download.size").ShouldBe(video.Length);
        download.GetTagItem("seedance.job.id").ShouldBe(job.Id);
    }
}
