using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing.Service;

/// <summary>Accepts submissions as jobs: sets the terms by the options, charges the credits, and starts the job.</summary>
internal sealed class JobService(JobStore jobs, CreditLedger ledger, DoubleChargeDetector doubleCharges)
{
    private readonly Func<string> _nextId = jobs.NextId;

    public required SeedanceMockOptions Options { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Called once for each job that time or the test ends.</summary>
    public required Action<MockJob> FinishedByItself { get; init; }

    /// <summary>Accepts a submission that is valid.</summary>
    /// <param name="submission">What was asked for.</param>
    /// <param name="body">The same, as it was sent.</param>
    /// <param name="exchange">The exchange that brought it.</param>
    /// <param name="step">The job's first step.</param>
    /// <param name="rejection">The response when the submission is not accepted.</param>
    /// <returns>The job; null when it is not accepted.</returns>
    public MockJob? Accept(
        VideoGenerationRequest submission, ReadOnlyMemory<byte> body, Exchange exchange, out MockJob.Step step, out MockResponse? rejection)
    {
        step = default;
        // The options' functions run before anything is charged: their exception leaves no half-accepted job behind.
        if (!TryDecide(submission, out var credits, out var lifecycle, out rejection))
            return null;

        if (!ledger.TryCharge(_nextId, credits, exchange.ReceivedAt, out var requestId))
        {
            rejection = ErrorResponses.InsufficientCredits(credits, ledger.Balance ?? 0);
            return null;
        }

        var job = new MockJob(requestId, submission, body, credits, lifecycle, Time, FinishedByItself);
        jobs.Add(job);
        doubleCharges.Accepted(requestId, credits, body, exchange);
        step = job.Begin();
        return job;
    }

    public MockJob? Find(string? requestId) => requestId is not null && jobs.TryFind(requestId, out var job) ? job : null;

    private bool TryDecide(VideoGenerationRequest submission, out int credits, out JobLifecycle lifecycle, out MockResponse? rejection)
    {
        var asked = nameof(SeedanceMockOptions.Price);
        (credits, lifecycle, rejection) = (0, Options.Lifecycle, null);
        try
        {
            credits = Options.Price(submission);
            ArgumentOutOfRangeException.ThrowIfNegative(credits, asked);
            asked = nameof(SeedanceMockOptions.LifecycleFor);
            lifecycle = Options.Variant.Pace(Options.LifecycleFor?.Invoke(submission) ?? Options.Lifecycle);
            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The option is code of the test, so any exception can come: the response names it.
            rejection = ErrorResponses.OptionFailed(asked, failure);
            return false;
        }
    }
}
