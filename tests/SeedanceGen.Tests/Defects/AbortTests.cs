using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Defects;

/// <summary>Seen elsewhere: an abort that resolves, that is ignored in a pause, or that does not reach the request.</summary>
public sealed class AbortTests
{
    private readonly StepClock _clock = new();

    [Fact]
    public async Task A_cancellation_before_the_start_sends_nothing()
    {
        var handler = new QueueHandler(_clock, InMemory.Accepted);
        await using var client = handler.CreateClient();
        var cancelled = new CancellationToken(canceled: true);

        foreach (var call in new Func<Task>[]
                 {
                     () => client.SubmitAsync(Requests.River, cancelled), () => client.GetAsync("req_1", cancelled),
                     () => client.CancelAsync("req_1", cancelled),
                     () => client.WaitAsync("req_1", cancellationToken: cancelled),
                     () => client.GenerateAsync(Requests.River, cancellationToken: cancelled),
                     () => client.ListModelsAsync(cancelled),
                 })
        {
            (await Record.ExceptionAsync(call)).ShouldBeAssignableTo<OperationCanceledException>()!.CancellationToken.ShouldBe(cancelled);
        }

        handler.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancellation_in_a_request_ends_it_and_a_submission_says_that_it_may_have_been_accepted()
    {
        var handler = new QueueHandler(_clock, InMemory.Hang(_clock));
        await using var client = handler.CreateClient();

        var read = await AbortAsync(token => client.GetAsync("req_1", token));
        var submission = await AbortAsync(token => client.SubmitAsync(Requests.River, token));

        read.InnerException.ShouldNotBeOfType<SubmissionOutcomeUnknownException>();
        submission.InnerException.ShouldBeOfType<SubmissionOutcomeUnknownException>();
        handler.Seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_cancellation_in_the_pause_before_another_attempt_ends_the_pause()
    {
        var handler = new QueueHandler(_clock, InMemory.Status(429, "100"));
        await using var client = handler.CreateClient();

        await AbortAsync(token => client.SubmitAsync(Requests.River, token));
        await AbortAsync(token => client.GetAsync("req_1", token));

        handler.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_cancellation_between_two_polls_ends_the_wait()
    {
        var handler = new QueueHandler(_clock, InMemory.Job("processing"));
        await using var client = handler.CreateClient();

        var error = await AbortAsync(token => client.WaitAsync("req_1",
            new WaitOptions { PollInterval = TimeSpan.FromHours(1), MaxPollInterval = TimeSpan.FromHours(1) }, cancellationToken: token));

        error.ShouldBeOfType<GenerationWaitCanceledException>().LastStatus.ShouldBe(GenerationStatus.Processing);
    }

    [Fact]
    public async Task A_cancellation_at_the_moment_of_a_failed_response_is_still_a_cancellation()
    {
        foreach (var error in Enum.GetValues<HttpRequestError>())
        {
            using var stop = new CancellationTokenSource();
            var handler = new QueueHandler(_clock, (_, _) =>
            {
                stop.Cancel();
                throw new HttpRequestException(error, "It broke.");
            });
            await using var client = handler.CreateClient();

            (await Record.ExceptionAsync(() => client.SubmitAsync(Requests.River, stop.Token)))
                .ShouldBeOfType<OperationCanceledException>();
            (await Record.ExceptionAsync(() => client.GetAsync("req_1", stop.Token))).ShouldBeOfType<OperationCanceledException>();
        }
    }

    /// <summary>Seven seconds after its beginning a call is aborted, and ends then.</summary>
    private async Task<OperationCanceledException> AbortAsync<T>(Func<CancellationToken, Task<T>> call)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(7), _clock.Time);
        var begin = _clock.Elapsed;
        var error = await _clock.RunAsync(() => Record.ExceptionAsync(() => call(stop.Token)));
        (_clock.Elapsed - begin).ShouldBe(TimeSpan.FromSeconds(7));
        var cancelled = error.ShouldBeAssignableTo<OperationCanceledException>()!;
        cancelled.CancellationToken.ShouldBe(stop.Token);
        return cancelled;
    }
}
