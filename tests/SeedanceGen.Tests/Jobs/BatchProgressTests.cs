using System.Runtime.CompilerServices;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Jobs;

/// <summary>What a progress bar of many requests needs: each change, its request, and the totals.</summary>
public sealed class BatchProgressTests
{
    private readonly StepClock _clock = new();

    [Fact]
    public async Task Every_change_is_reported_with_its_request_and_the_totals()
    {
        var bad = Requests.River with { Duration = 1000 };
        var reports = new Reports();

        var outcomes = await RunAsync(client => client.GenerateManyAsync([Requests.River, bad], maxConcurrency: 1, reports));

        reports.Texts.ShouldBe(
        [
            "0 queued 1/0/0 of 2, 40 credits",
            "0 processing 1/0/0 of 2, 40 credits",
            "0 ended 1/1/1 of 2, 40 credits",
            "1 ended 1/2/1 of 2, 40 credits",
        ]);
        reports.All[^1].Outcome!.Error.ShouldBeOfType<SeedanceValidationException>();
        reports.All.Where(report => report.Outcome is not null).Select(report => report.Outcome).ShouldBe(outcomes);
        reports.All[^1].ToString().ShouldBe("1: not accepted; 2 of 2 finished, 1 succeeded");
    }

    [Fact]
    public async Task A_read_without_a_change_is_not_reported()
    {
        var reports = new Reports();
        var handler = new QueueHandler(
            _clock, InMemory.Accepted, InMemory.Job("processing"), InMemory.Job("processing"), InMemory.Job("processing"),
            InMemory.Job("succeeded"));

        await RunAsync(client => client.GenerateManyAsync([Requests.River], maxConcurrency: 1, reports), handler);

        reports.All.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Requests_may_come_one_by_one_and_are_taken_when_a_job_may_begin()
    {
        var (reports, taken) = (new Reports(), 0);
        async IAsyncEnumerable<VideoGenerationRequest> ComingAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            for (var i = 0; i < 3; i++)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                taken++;
                yield return Requests.River;
            }
        }

        var outcomes = await RunAsync(client => client.GenerateManyAsync(ComingAsync(), maxConcurrency: 1, reports));

        outcomes.Select(outcome => outcome.Index).ShouldBe([0, 1, 2]);
        outcomes.ShouldAllBe(outcome => outcome.IsSuccess);
        taken.ShouldBe(3);
        reports.All[0].Total.ShouldBeNull("the number is not known before the last request has come");
        reports.All[^1].CreditsCharged.ShouldBe(120);
        reports.All[^1].Finished.ShouldBe(3);
    }

    [Fact]
    public async Task The_totals_of_many_requests_at_a_time_never_go_back()
    {
        var reports = new Reports();

        await RunAsync(client => client.GenerateManyAsync(Enumerable.Repeat(Requests.River, 20), maxConcurrency: 5, reports));

        foreach (var (before, after) in reports.All.Zip(reports.All.Skip(1)))
        {
            after.Accepted.ShouldBeGreaterThanOrEqualTo(before.Accepted);
            after.Finished.ShouldBeGreaterThanOrEqualTo(before.Finished);
            after.CreditsCharged.ShouldBeGreaterThanOrEqualTo(before.CreditsCharged);
        }

        var last = reports.All[^1];
        (last.Accepted, last.Finished, last.Succeeded, last.CreditsCharged).ShouldBe((20, 20, 20, 800));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_report_that_throws_does_not_lose_the_job_that_was_paid_for(int throwingReport)
    {
        var reports = new Reports { ThrowAt = throwingReport };

        var outcomes = await RunAsync(client => client.GenerateManyAsync([Requests.River], maxConcurrency: 1, reports));

        var outcome = outcomes.ShouldHaveSingleItem();
        outcome.Job!.Id.ShouldBe("req_1");
        outcome.Error.ShouldBeOfType<FormatException>();
    }

    private async Task<List<GenerationOutcome>> RunAsync(
        Func<SeedanceClient, IAsyncEnumerable<GenerationOutcome>> run, QueueHandler? handler = null)
    {
        handler ??= new QueueHandler(_clock, new Course().RespondAsync);
        var outcomes = new List<GenerationOutcome>();
        await _clock.RunAsync(async () =>
        {
            await foreach (var outcome in run(handler.CreateClient()).ConfigureAwait(false))
                outcomes.Add(outcome);
            return true;
        });
        return outcomes;
    }

    /// <summary>Each job is read as processing once, and then as finished.</summary>
    private sealed class Course
    {
        private const string Output = """{"type":"video","url":"https://cdn.example.com/river.mp4"}""";

        private readonly Dictionary<string, int> _reads = [];
        private int _jobs;

        public Task<HttpResponseMessage> RespondAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string json;
            lock (_reads)
            {
                var id = request.RequestUri!.Segments[^1];
                json = request.Method == HttpMethod.Post
                    ? $$"""{"success":true,"requestId":"req_{{++_jobs}}","status":"queued","creditsCharged":40}"""
                    : (_reads[id] = _reads.GetValueOrDefault(id) + 1) == 1
                        ? $$"""{"success":true,"requestId":"{{id}}","status":"processing"}"""
                        : $$$"""{"success":true,"requestId":"{{{id}}}","status":"succeeded","output":{{{Output}}}}""";
            }

            return InMemory.Json(json)(request, cancellationToken);
        }
    }

    private sealed class Reports : IProgress<BatchProgress>
    {
        private readonly List<string> _texts = [];

        public List<BatchProgress> All { get; } = [];

        public int ThrowAt { get; init; }

        /// <summary>Each report as it was when it came: the job in it goes on.</summary>
        public IReadOnlyList<string> Texts => _texts;

        public void Report(BatchProgress value)
        {
            All.Add(value);
            var status = value.Outcome is null ? value.Job?.Status?.Value : "ended";
            _texts.Add(
                FormattableString.Invariant($"{value.Index} {status} {value.Accepted}/{value.Finished}/{value.Succeeded} of ")
                + FormattableString.Invariant($"{value.Total}, {value.CreditsCharged} credits"));
            if (All.Count == ThrowAt)
                throw new FormatException("the caller's own");
        }
    }
}
