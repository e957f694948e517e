using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Client;

/// <summary>
/// The ceiling on credits holds however many submissions there are at once: the service says a price only when it has accepted a job.
/// </summary>
public sealed class CreditLimitTests
{
    private readonly StepClock _clock = new();

    [Fact]
    public async Task Of_many_submissions_at_once_none_is_sent_when_the_running_total_has_reached_the_ceiling()
    {
        var underWay = 0;
        var most = 0;
        var handler = new QueueHandler(_clock, async (request, cancellationToken) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref underWay));
            await _clock.DelayAsync(TimeSpan.FromSeconds(1), cancellationToken);
            Interlocked.Decrement(ref underWay);
            return await InMemory.Accepted(request, cancellationToken);
        });
        await using var client = handler.CreateClient(options => options.MaxCredits = 100);

        var errors = await _clock.RunAsync(() => Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => Record.ExceptionAsync(() => client.SubmitAsync(Requests.River))))));

        most.ShouldBe(1);
        handler.Seen.Count.ShouldBe(3, "two leave 20 credits, the third goes beyond them, and there is no fourth");
        client.CreditsCharged.ShouldBe(120);
        errors.Count(error => error is null).ShouldBe(3);
        errors.OfType<CreditLimitExceededException>().Count().ShouldBe(17);
    }

    [Fact]
    public async Task The_time_of_a_submission_counts_from_its_turn_under_the_ceiling()
    {
        var handler = new QueueHandler(_clock, async (request, cancellationToken) =>
        {
            await _clock.DelayAsync(TimeSpan.FromSeconds(50), cancellationToken);
            return await InMemory.Accepted(request, cancellationToken);
        });
        await using var client = handler.CreateClient(options => options.MaxCredits = 1000);

        var errors = await _clock.RunAsync(() => Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => Record.ExceptionAsync(() => client.SubmitAsync(Requests.River))))));

        // The last one begins after 250 seconds, and a call may take three minutes.
        errors.ShouldAllBe(error => error == null);
        handler.Seen.Count.ShouldBe(6);
    }

    [Fact]
    public async Task A_batch_ends_with_the_typed_error_for_what_was_not_submitted()
    {
        var handler = new QueueHandler(_clock, (request, cancellationToken) =>
            (request.Method == HttpMethod.Post ? InMemory.Accepted : InMemory.Job("succeeded"))(request, cancellationToken));
        await using var client = handler.CreateClient(options => options.MaxCredits = 80);
        var outcomes = new List<GenerationOutcome>();

        await _clock.RunAsync(async () =>
        {
            await foreach (var outcome in client.GenerateManyAsync(Enumerable.Repeat(Requests.River, 8), maxConcurrency: 8))
                outcomes.Add(outcome);
            return true;
        });

        outcomes.Count(outcome => outcome.IsSuccess).ShouldBe(2);
        outcomes.Count(outcome => outcome.Error is CreditLimitExceededException).ShouldBe(6);
        handler.Seen.Count(seen => seen.Method == "POST").ShouldBe(2);
    }

    [Fact]
    public async Task A_submission_whose_outcome_is_unknown_counts_as_the_most_expensive_so_far()
    {
        var handler = new QueueHandler(_clock, InMemory.Accepted, InMemory.Status(502), InMemory.Accepted);
        await using var client = handler.CreateClient(options => options.MaxCredits = 80);

        await client.SubmitAsync(Requests.River);
        await client.SubmitAsync(Requests.River).ShouldThrowAsync<SubmissionOutcomeUnknownException>();
        var error = await client.SubmitAsync(Requests.River).ShouldThrowAsync<CreditLimitExceededException>();

        (error.Limit, error.Charged, error.Uncertain, client.CreditsCharged).ShouldBe((80, 40, 40, 40));
        error.Message.ShouldContain("perhaps 40 more");
        handler.Seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_unknown_outcome_counts_as_the_most_expensive_job_also_when_a_later_one_cost_less()
    {
        var handler = new QueueHandler(
            _clock,
            InMemory.Job("queued", ",\"creditsCharged\":60"),
            InMemory.Job("queued", ",\"creditsCharged\":20"),
            InMemory.Status(502),
            InMemory.Accepted);
        await using var client = handler.CreateClient(options => options.MaxCredits = 140);

        await client.SubmitAsync(Requests.River);
        await client.SubmitAsync(Requests.River);
        await client.SubmitAsync(Requests.River).ShouldThrowAsync<SubmissionOutcomeUnknownException>();

        (await client.SubmitAsync(Requests.River).ShouldThrowAsync<CreditLimitExceededException>()).Uncertain.ShouldBe(60);
        handler.Seen.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_submission_whose_outcome_is_unknown_before_any_price_is_counts_once_there_is_one()
    {
        var handler = new QueueHandler(_clock, InMemory.Status(502), InMemory.Accepted);
        await using var client = handler.CreateClient(options => options.MaxCredits = 80);

        await client.SubmitAsync(Requests.River).ShouldThrowAsync<SubmissionOutcomeUnknownException>();
        await client.SubmitAsync(Requests.River);

        (await client.SubmitAsync(Requests.River).ShouldThrowAsync<CreditLimitExceededException>()).Uncertain.ShouldBe(40);
    }

    [Fact]
    public async Task A_job_without_a_price_counts_as_the_most_expensive_so_far()
    {
        var handler = new QueueHandler(_clock, InMemory.Accepted, InMemory.Job("queued"), InMemory.Accepted);
        await using var client = handler.CreateClient(options => options.MaxCredits = 80);

        await client.SubmitAsync(Requests.River);
        await client.SubmitAsync(Requests.River);

        (await client.SubmitAsync(Requests.River).ShouldThrowAsync<CreditLimitExceededException>()).Uncertain.ShouldBe(40);
    }

    [Fact]
    public async Task A_submission_that_is_cancelled_on_its_way_counts_too_and_lets_the_next_one_go()
    {
        var handler = new QueueHandler(_clock, InMemory.Accepted, InMemory.Hang(_clock), InMemory.Accepted);
        await using var client = handler.CreateClient(options => options.MaxCredits = 100);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(5), _clock.Time);
        await client.SubmitAsync(Requests.River);

        await _clock.RunAsync(() => Record.ExceptionAsync(() => client.SubmitAsync(Requests.River, stop.Token)));
        await client.SubmitAsync(Requests.River);

        (await client.SubmitAsync(Requests.River).ShouldThrowAsync<CreditLimitExceededException>()).Uncertain.ShouldBe(40);
    }

    [Fact]
    public async Task A_refusal_costs_nothing_and_lets_the_next_one_go()
    {
        var handler = new QueueHandler(_clock, InMemory.Status(400), InMemory.Accepted);
        await using var client = handler.CreateClient(options => options.MaxCredits = 40);

        await client.SubmitAsync(Requests.River).ShouldThrowAsync<SeedanceApiException>();
        await client.SubmitAsync(Requests.River);

        (await client.SubmitAsync(Requests.River).ShouldThrowAsync<CreditLimitExceededException>()).Uncertain.ShouldBe(0);
    }

    [Fact]
    public async Task A_submission_that_waits_for_its_turn_can_be_canceled_and_is_not_sent()
    {
        var handler = new QueueHandler(_clock, InMemory.Hang(_clock));
        await using var client = handler.CreateClient(options => options.MaxCredits = 40);
        using var stop = new CancellationTokenSource();
        var first = client.SubmitAsync(Requests.River);

        var second = client.SubmitAsync(Requests.River, stop.Token);
        await stop.CancelAsync();

        (await Record.ExceptionAsync(() => second))
            .ShouldBeAssignableTo<OperationCanceledException>()!.CancellationToken.ShouldBe(stop.Token);
        handler.Seen.Count.ShouldBe(1);
        (await _clock.RunAsync(() => Record.ExceptionAsync(() => first))).ShouldBeOfType<SubmissionOutcomeUnknownException>();
    }

    [Fact]
    public async Task Without_a_ceiling_submissions_do_not_wait_for_each_other()
    {
        var handler = new QueueHandler(_clock, InMemory.Hang(_clock));
        await using var client = handler.CreateClient();

        var all = Enumerable.Range(0, 5).Select(_ => Record.ExceptionAsync(() => client.SubmitAsync(Requests.River))).ToList();

        handler.Seen.Count.ShouldBe(5);
        await _clock.RunAsync(() => Task.WhenAll(all));
    }
}
