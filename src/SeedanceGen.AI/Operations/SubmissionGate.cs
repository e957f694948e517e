using System.Collections.Concurrent;
using System.Text.Json;
using SeedanceGen.AI.Schema;

namespace SeedanceGen.AI.Operations;

/// <summary>
/// The only way to a submission. It sends nothing without consent or above the ceiling, sends one submission at a time, and never gives one
/// up once it is sent: only the response tells the id of the job that is paid for.
/// </summary>
internal sealed class SubmissionGate(ISeedanceClient client, SeedanceToolsOptions options, AgentDescription description) : IDisposable
{
    private const int RememberedJobs = 1000;

    private readonly SemaphoreSlim _turns = new(1, 1);
    private readonly ConcurrentQueue<GenerationJob> _jobs = new();
    private readonly ConcurrentDictionary<string, long> _paid = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _uncertain = new(StringComparer.Ordinal);
    private long _charged;
    private long _highest;
    private long _perhaps;
    private int _unpriced;

    /// <summary>The jobs that were accepted, the oldest first.</summary>
    public IEnumerable<GenerationJob> Jobs => _jobs;

    /// <summary>What the functions were certainly charged, in credits.</summary>
    public long Charged => Interlocked.Read(ref _charged);

    /// <summary>The price of a request in credits: as it was paid before, else as it is documented; null when neither is known.</summary>
    public long? KnownPriceOf(VideoGenerationRequest request)
    {
        var json = JsonSerializer.SerializeToElement(request, SeedanceJsonContext.Default.VideoGenerationRequest);
        return _paid.TryGetValue(description.PriceKeyOf(json), out var paid) ? paid : description.DocumentedPriceOf(json);
    }

    /// <exception cref="AgentException">There is no consent, or the ceiling would be exceeded; nothing was sent.</exception>
    public async Task<GenerationJob> SubmitAsync(
        VideoGenerationRequest request, SeedanceCallContext call, CancellationToken cancellationToken)
    {
        var price = KnownPriceOf(request);
        EnsureBelowCeiling(price);
        await AskAsync(request, price, call.Confirm ?? options.Confirm, cancellationToken).ConfigureAwait(false);
        await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            EnsureBelowCeiling(price);
            cancellationToken.ThrowIfCancellationRequested();
            return await SendAsync(request, price).ConfigureAwait(false);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Waits until no submission is under way.</summary>
    public async ValueTask DrainAsync()
    {
        await _turns.WaitAsync().ConfigureAwait(false);
        _turns.Release();
    }

    public void Dispose() => _turns.Dispose();

    private async Task AskAsync(
        VideoGenerationRequest request,
        long? price,
        Func<CreditConsent, CancellationToken, ValueTask<bool>>? confirm,
        CancellationToken cancellationToken)
    {
        var mayBeRepeated = _uncertain.ContainsKey(TextOf(request));
        if (confirm is not null)
        {
            var question = new CreditConsent(request, price, Charged, options.MaxCredits, mayBeRepeated);
            if (!await confirm(question, cancellationToken).ConfigureAwait(false))
                throw new AgentException("declined", "The submission was declined. Nothing was sent, and nothing was charged.");
            return;
        }

        if (options.MaxCredits is null)
        {
            throw new AgentException(
                "consentRequired",
                "Nothing was sent: a submission costs credits, no person can be asked here, and there is no ceiling of credits. "
                    + "The person who runs this server or program can set one, or use a client that can ask.");
        }

        if (mayBeRepeated)
        {
            throw new AgentException(
                "outcomeUnknown",
                "Nothing was sent: the same request was submitted before, and it is not known whether that job was charged. "
                    + "A person has to look whether it exists.");
        }
    }

    private void EnsureBelowCeiling(long? price)
    {
        if (options.MaxCredits is not { } most)
            return;

        var unpriced = Volatile.Read(ref _unpriced);
        var each = Math.Max(Interlocked.Read(ref _highest), description.HighestDocumentedPrice);
        if (unpriced > 0 && each == 0)
        {
            throw new AgentException(
                "creditLimit",
                "Nothing was sent: an earlier job may be charged, and no price is known, so the ceiling may be reached. "
                    + "A person has to look what was charged.");
        }

        var perhaps = Interlocked.Read(ref _perhaps) + (unpriced * each);
        var expected = price ?? Interlocked.Read(ref _highest);
        if (Charged + perhaps + expected <= most && Charged + perhaps < most)
            return;

        var possible = perhaps > 0 ? FormattableString.Invariant($" and perhaps {perhaps} more") : string.Empty;
        throw new AgentException(
            "creditLimit",
            FormattableString.Invariant(
                $"Nothing was sent: {Charged} credits{possible} are charged, this job is expected to cost {expected}, ")
                + FormattableString.Invariant($"and the ceiling is {most}. Only a person can raise it."));
    }

    private async Task<GenerationJob> SendAsync(VideoGenerationRequest request, long? price)
    {
        try
        {
            // No token: a submission that is sent is not given up, because its response has the id of the job.
            var job = await client.SubmitAsync(request, CancellationToken.None).ConfigureAwait(false);
            Remember(job, request, price);
            return job;
        }
        catch (UnusableJobIdException accepted)
        {
            Count(accepted.CreditsCharged, price);
            _uncertain[TextOf(request)] = true;
            throw;
        }
        catch (SubmissionOutcomeUnknownException)
        {
            CountPerhaps(price);
            _uncertain[TextOf(request)] = true;
            throw;
        }
    }

    private void Remember(GenerationJob job, VideoGenerationRequest request, long? expected)
    {
        Count(job.CreditsCharged, expected);
        if (job.CreditsCharged is { } price)
        {
            var json = JsonSerializer.SerializeToElement(request, SeedanceJsonContext.Default.VideoGenerationRequest);
            _paid[description.PriceKeyOf(json)] = price;
        }

        _jobs.Enqueue(job);
        while (_jobs.Count > RememberedJobs)
            _jobs.TryDequeue(out _);
        options.Submitted?.Report(job);
    }

    private void Count(long? credits, long? expected)
    {
        if (credits is not { } price)
        {
            CountPerhaps(expected);
            return;
        }

        Interlocked.Add(ref _charged, price);
        Interlocked.Exchange(ref _highest, Math.Max(price, Interlocked.Read(ref _highest)));
    }

    /// <summary>
    /// Counts a job that may be charged: at its known price, else as the most expensive job, including later ones, and at least as the
    /// highest documented price.
    /// </summary>
    private void CountPerhaps(long? price)
    {
        if (price is not { } known)
        {
            Interlocked.Increment(ref _unpriced);
            return;
        }

        Interlocked.Add(ref _perhaps, known);
        Interlocked.Exchange(ref _highest, Math.Max(known, Interlocked.Read(ref _highest)));
    }

    private static string TextOf(VideoGenerationRequest request) =>
        JsonSerializer.Serialize(request, SeedanceJsonContext.Default.VideoGenerationRequest);
}
