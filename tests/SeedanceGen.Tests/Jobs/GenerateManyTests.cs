using SeedanceGen.TestKit.Proxy;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Jobs;

/// <summary>Many requests at a time: nothing that was submitted goes unreported.</summary>
public sealed class GenerateManyTests
{
    private readonly StepClock _clock = new();

    [Fact]
    public async Task Outcomes_come_with_their_request_and_a_failure_does_not_end_the_others()
    {
        var bad = Requests.River with { Duration = 1000 };
        var handler = Service(new QueueHandlerScript());

        var outcomes = await RunAsync(handler, [Requests.River, bad, Requests.River], 2);

        outcomes.Select(outcome => outcome.Index).Order().ShouldBe([0, 1, 2]);
        var failure = outcomes.Single(outcome => !outcome.IsSuccess);
        failure.Request.ShouldBe(bad);
        failure.Job.ShouldBeNull();
        failure.Error.ShouldBeOfType<SeedanceValidationException>();
    }

    [Fact]
    public async Task A_pause_that_one_call_is_asked_for_is_made_by_all()
    {
        var handler = Service(new QueueHandlerScript { RefusesFirst = true });

        var outcomes = await RunAsync(handler, Enumerable.Repeat(Requests.River, 6), 3);

        outcomes.Count(outcome => outcome.IsSuccess).ShouldBe(6);
        // How many calls are under way before the refusal is read is chance; none begins between it and the end of the pause.
        handler.Seen.ShouldAllBe(seen => seen.At == TimeSpan.Zero || seen.At >= TimeSpan.FromSeconds(30));
        handler.Seen.ShouldContain(seen => seen.Method == "POST" && seen.At >= TimeSpan.FromSeconds(30));
    }

    [Fact]
    [PastTheProxy("How many calls are refused at once is counted, and depends on the time that a response takes.")]
    public async Task A_refusal_for_too_many_calls_that_names_no_pause_slows_all_down()
    {
        const int Requested = 200;
        var handler = new QueueHandler(_clock, (request, cancellationToken) =>
        {
            var response = request.Method == HttpMethod.Get ? InMemory.Job("succeeded")
                : _clock.Elapsed < TimeSpan.FromSeconds(10) ? InMemory.Status(429)
                : InMemory.Accepted;
            return response(request, cancellationToken);
        });

        var outcomes = await RunAsync(handler, Enumerable.Repeat(Requests.River, Requested), 4);

        // Some at each opening of the gate; without it, all of them at once.
        var refused = outcomes.Where(outcome => !outcome.IsSuccess).ToList();
        refused.Count.ShouldBeInRange(1, Requested / 3);
        refused.ShouldAllBe(outcome => outcome.Error is SeedanceRateLimitException);
        var openings = handler.Seen.Where(seen => seen.Method == "POST").Select(seen => seen.At).Where(at => at < TimeSpan.FromSeconds(10))
            .Distinct().ToList();
        openings.Count.ShouldBeInRange(3, 10, "pauses that do not grow would make forty");
        (openings[1] - openings[0]).TotalSeconds.ShouldBe(0.25);
    }

    [Fact]
    public async Task A_cancellation_yields_what_was_under_way_with_its_job_and_then_is_one()
    {
        using var stop = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _clock.Time);
        var handler = Service(new QueueHandlerScript { NeverEnds = true });
        var outcomes = new List<GenerationOutcome>();
        var submitted = new StopLater(stop, jobs: 2);

        var error = await _clock.RunAsync(() => Record.ExceptionAsync(
            () => CollectAsync(handler, Enumerable.Repeat(Requests.River, 5), 2, outcomes, submitted, stop.Token)));

        error.ShouldBeAssignableTo<OperationCanceledException>();
        outcomes.Count.ShouldBe(2);
        outcomes.ShouldAllBe(outcome => outcome.Job != null && outcome.Error is GenerationWaitCanceledException);
        handler.Seen.Count(seen => seen.Method == "POST").ShouldBe(2);
    }

    [Fact]
    public async Task Requests_are_taken_one_by_one_and_a_reader_that_stops_stops_the_rest()
    {
        var taken = 0;
        var handler = Service(new QueueHandlerScript());
        IEnumerable<VideoGenerationRequest> Endless()
        {
            while (true)
            {
                taken++;
                yield return Requests.River;
            }
        }

        await _clock.RunAsync(async () =>
        {
            await foreach (var outcome in handler.CreateClient().GenerateManyAsync(Endless(), 2).ConfigureAwait(false))
                return outcome;
            return null;
        });

        var submitted = handler.Seen.Count(seen => seen.Method == "POST");
        taken.ShouldBeLessThanOrEqualTo(submitted + 2);
        submitted.ShouldBe(handler.Seen.Count(seen => seen.Method == "POST"));
    }

    [Fact]
    public async Task Requests_that_throw_end_the_enumeration_after_what_was_submitted()
    {
        var handler = Service(new QueueHandlerScript());
        var outcomes = new List<GenerationOutcome>();
        static IEnumerable<VideoGenerationRequest> Broken()
        {
            yield return Requests.River;
            throw new FormatException("line 2");
        }

        (await _clock.RunAsync(() => Record.ExceptionAsync(() => CollectAsync(handler, Broken(), 1, outcomes))))
            .ShouldBeOfType<FormatException>();

        outcomes.ShouldHaveSingleItem().IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task A_report_that_throws_does_not_lose_the_job_that_was_paid_for()
    {
        var handler = Service(new QueueHandlerScript());
        var outcomes = new List<GenerationOutcome>();

        await _clock.RunAsync(() => Record.ExceptionAsync(() => CollectAsync(handler, [Requests.River], 1, outcomes, new Thrower())));

        var outcome = outcomes.ShouldHaveSingleItem();
        outcome.Job!.Id.ShouldBe("req_1");
        outcome.Error.ShouldBeOfType<FormatException>();
    }

    private QueueHandler Service(QueueHandlerScript script) => new(_clock, script.RespondAsync);

    private async Task<List<GenerationOutcome>> RunAsync(
        QueueHandler handler, IEnumerable<VideoGenerationRequest> requests, int maxConcurrency)
    {
        var outcomes = new List<GenerationOutcome>();
        await _clock.RunAsync(async () =>
        {
            await CollectAsync(handler, requests, maxConcurrency, outcomes).ConfigureAwait(false);
            return true;
        });
        return outcomes;
    }

    private static async Task CollectAsync(
        QueueHandler handler, IEnumerable<VideoGenerationRequest> requests, int maxConcurrency, List<GenerationOutcome> outcomes,
        IProgress<GenerationJob>? submitted = null, CancellationToken cancellationToken = default)
    {
        await foreach (var outcome in handler.CreateClient()
            .GenerateManyAsync(requests, maxConcurrency, options: null, submitted, cancellationToken).ConfigureAwait(false))
            outcomes.Add(outcome);
    }

    /// <summary>Cancels ten seconds after a number of jobs is accepted.</summary>
    private sealed class StopLater(CancellationTokenSource stop, int jobs) : IProgress<GenerationJob>
    {
        private int _accepted;

        public void Report(GenerationJob value)
        {
            if (Interlocked.Increment(ref _accepted) == jobs)
                stop.CancelAfter(TimeSpan.FromSeconds(10));
        }
    }

    private sealed class Thrower : IProgress<GenerationJob>
    {
        public void Report(GenerationJob value) => throw new FormatException("the caller's own");
    }
}
