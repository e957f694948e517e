using System.Text.Json;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing.Service;

/// <summary>Accepts submissions as jobs: sets the terms by the options, charges the credits, and starts the job.</summary>
internal sealed class JobService(JobStore jobs, CreditLedger ledger, DoubleChargeDetector doubleCharges, ApiDescription description)
{
    private readonly Func<string> _nextId = jobs.NextId;

    public required SeedanceMockOptions Options { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Called once for each job that time or the test ends.</summary>
    public required Action<MockJob> FinishedByItself { get; init; }

    /// <summary>Accepts a submission that is valid.</summary>
    /// <param name="submission">What was asked for; null when its record is not that of the description.</param>
    /// <param name="body">The same, as it was sent.</param>
    /// <param name="exchange">The exchange that brought it.</param>
    /// <param name="step">The job's first step.</param>
    /// <param name="rejection">The response when the submission is not accepted.</param>
    /// <returns>The job; null when it is not accepted.</returns>
    public MockJob? Accept(
        VideoGenerationRequest? submission,
        ReadOnlyMemory<byte> body,
        Exchange exchange,
        out MockJob.Step step,
        out MockResponse? rejection)
    {
        step = default;
        // The options' functions run before anything is charged: their exception leaves no half-accepted job behind.
        if (!TryDecide(submission, body, out var credits, out var lifecycle, out rejection))
            return null;

        if (!ledger.TryCharge(_nextId, credits, exchange.ReceivedAt, out var requestId))
        {
            rejection = ErrorResponses.InsufficientCredits(credits, ledger.Balance ?? 0);
            return null;
        }

        var job = new MockJob(requestId, description.Jobs, body, credits, lifecycle, Time, FinishedByItself);
        jobs.Add(job);
        doubleCharges.Accepted(requestId, credits, body, exchange);
        step = job.Begin();
        return job;
    }

    /// <summary>A submission came once more with the idempotency key of an earlier one.</summary>
    public void Repeated(string? requestId, Exchange exchange)
    {
        if (requestId is not null)
            doubleCharges.Repeated(requestId, exchange);
    }

    public MockJob? Find(string? requestId) => requestId is not null && jobs.TryFind(requestId, out var job) ? job : null;

    private bool TryDecide(
        VideoGenerationRequest? submission,
        ReadOnlyMemory<byte> body,
        out int credits,
        out JobLifecycle lifecycle,
        out MockResponse? rejection)
    {
        var asked = nameof(SeedanceMockOptions.Price);
        (credits, lifecycle, rejection) = (0, Options.Lifecycle, null);
        try
        {
            credits = Options.HasOwnPrice ? Options.Price(Typed(submission, body)) : CreditPrices.Documented(description, body);
            ArgumentOutOfRangeException.ThrowIfNegative(credits, asked);
            asked = nameof(SeedanceMockOptions.LifecycleFor);
            lifecycle = Options.Variant.Pace(Options.LifecycleFor?.Invoke(Typed(submission, body)) ?? Options.Lifecycle);
            asked = nameof(SeedanceMockOptions.Lifecycle);
            if (lifecycle.End is { } end)
                description.Jobs.EnsureTerminal(end, nameof(SeedanceMockOptions.Lifecycle));
            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The option is code of the test, so any exception can come: the response names it.
            rejection = ErrorResponses.OptionFailed(asked, failure);
            return false;
        }
    }

    private static VideoGenerationRequest Typed(VideoGenerationRequest? submission, ReadOnlyMemory<byte> body) =>
        submission ?? JsonSerializer.Deserialize(body.Span, SeedanceJsonContext.Default.VideoGenerationRequest)!;
}
