using System.Text.Json;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing.Service;

/// <summary>Accepts submissions as jobs: sets the terms by the options, charges the credits, and starts the job.</summary>
internal sealed class JobService(JobStore jobs, CreditLedger ledger, DoubleChargeDetector doubleCharges, ApiDescription description)
{
    private readonly Func<string> _nextId = jobs.NextId;
    private readonly Action<MockJob, DateTimeOffset> _ended = jobs.Ended;
    private readonly object _turn = new();
    private long _accepted;

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
        using var asked = JsonDocument.Parse(body);
        // The options' functions run before anything is charged: their exception leaves no half-accepted job behind.
        if (!TryDecide(submission, body, asked.RootElement, out var credits, out var lifecycle, out rejection))
            return null;

        MockJob job;
        string? requestId;
        // Ids, charges and jobs have one order, also when several requests come at once.
        lock (_turn)
        {
            if (!ledger.TryCharge(_nextId, credits, exchange.ReceivedAt, out requestId))
            {
                rejection = Options.Variant.IsSimilar
                    ? ErrorResponses.InsufficientAmounts(credits, ledger.Balance ?? 0)
                    : ErrorResponses.InsufficientCredits(credits, ledger.Balance ?? 0);
                return null;
            }

            if (Options.FailRate > 0 && Fails(++_accepted))
                lifecycle = lifecycle.EndingInFailure(MockErrorCodes.JobFailed, "The mock was told to fail a part of the jobs.");
            job = new MockJob(requestId, description.Jobs, body, asked.RootElement, credits, lifecycle, Time, FinishedByItself)
            {
                Ended = _ended,
                LinkLifetime = Options.LinkLifetime,
            };
            jobs.TryAdd(job);
        }

        doubleCharges.Accepted(requestId, credits, body, exchange);
        step = job.Begin();
        return job;
    }

    /// <summary>Adds a job that existed before.</summary>
    /// <exception cref="ArgumentException">It is no job that the service could have, or its id is taken.</exception>
    public MockJob Add(ExistingJob existing)
    {
        existing.EnsureUsable(description.Jobs);
        var body = existing.Body ?? ExampleJobs.BodyOf(description);
        using var asked = JsonDocument.Parse(body);
        var credits = existing.CreditsCharged
            ?? (Options.HasOwnPrice
                ? Options.Price(Typed(submission: null, body))
                : CreditPrices.Documented(description, asked.RootElement));
        var lifecycle = Options.Variant.Pace(
            existing.Lifecycle ?? Options.LifecycleFor?.Invoke(Typed(submission: null, body)) ?? Options.Lifecycle);
        if (lifecycle.End is { } end)
            description.Jobs.EnsureTerminal(end, nameof(existing));
        var job = new MockJob(
            existing.Id, description.Jobs, body, asked.RootElement, credits, lifecycle, Time, FinishedByItself, existing)
        {
            Ended = _ended,
            LinkLifetime = Options.LinkLifetime,
        };
        if (!jobs.TryAdd(job))
            throw new ArgumentException($"There is a job '{existing.Id}' on this mock server already.", nameof(existing));

        job.Resume();
        return job;
    }

    /// <summary>A submission came once more with the idempotency key of an earlier one.</summary>
    public void Repeated(string? requestId, Exchange exchange)
    {
        if (requestId is not null)
            doubleCharges.Repeated(requestId, exchange);
    }

    /// <summary>A job that can be seen; null when there is none.</summary>
    public MockJob? Find(string? requestId) => requestId is not null
        && jobs.TryFind(requestId, out var job)
        && (Options.VisibleAfter == TimeSpan.Zero || Time.GetUtcNow() - job.AcceptedAt >= Options.VisibleAfter) ? job : null;

    /// <summary>
    /// Whether the job with this number is one of those that fail. They are as many as the rate says, spread as evenly as possible.
    /// </summary>
    private bool Fails(long number) => Math.Floor(number * Options.FailRate) > Math.Floor((number - 1) * Options.FailRate);

    private bool TryDecide(
        VideoGenerationRequest? submission,
        ReadOnlyMemory<byte> body,
        JsonElement json,
        out int credits,
        out JobLifecycle lifecycle,
        out MockResponse? rejection)
    {
        var asked = nameof(SeedanceMockOptions.Price);
        (credits, lifecycle, rejection) = (0, Options.Lifecycle, null);
        try
        {
            credits = Options.HasOwnPrice ? Options.Price(Typed(submission, body)) : CreditPrices.Documented(description, json);
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
