using System.Net;
using System.Security.Cryptography;
using System.Text;
using SeedanceGen.Durable.Ledger;

namespace SeedanceGen.Durable.Engine;

/// <summary>
/// Submits the queued jobs of a shard. The claim is committed before anything is sent. A job that was claimed by a worker that is gone is
/// sent again only where an idempotency key makes that safe.
/// </summary>
internal sealed class JobSubmitter(JobContext context, ServicePause pause, SubmissionRecorder recorder) : IDisposable
{
    /// <summary>How many jobs of one shard are claimed together.</summary>
    private const int Batch = 4;

    /// <summary>
    /// How long after its claim a job may be sent. It is shorter than the time after which a worker counts as gone, 10 seconds.
    /// </summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(8);

    /// <summary>
    /// The pause when the service refuses the key or the account, or is not at this address: every job would fail the same way.
    /// </summary>
    private static readonly TimeSpan AccountPause = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a job is looked for by the id that a broken response named, before the handler is told of the unknown outcome.
    /// </summary>
    private static readonly TimeSpan CandidateTime = TimeSpan.FromMinutes(1);

    /// <summary>The pause between two reads of a store that does not answer.</summary>
    private static readonly TimeSpan ReadInterval = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _lanes = new(Math.Max(1, context.Options.MaxConcurrentSubmissions / Batch));
    private readonly int _batch = Math.Min(Batch, context.Options.MaxConcurrentSubmissions);

    private long _claims;

    /// <summary>Submits some jobs of a shard.</summary>
    /// <returns>How many were claimed.</returns>
    public async Task<int> RunAsync(int shard, CancellationToken cancellationToken)
    {
        await _lanes.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (await pause.IsOnAsync(cancellationToken).ConfigureAwait(false))
                return 0;
            var lease = new Deadline(context.Clock, Lease);
            var claim = new JobClaim(
                shard, _batch, FormattableString.Invariant($"{context.Owner}/{Interlocked.Increment(ref _claims)}"), context.Now,
                context.Options.MaxCredits, context.Options.MaxSubmissionsPerSecond);
            var claimed = await ClaimAsync(claim, cancellationToken).ConfigureAwait(false);
            await Task.WhenAll(claimed.Select(job => SubmitAsync(job, lease, cancellationToken))).ConfigureAwait(false);
            return claimed.Count;
        }
        finally
        {
            _lanes.Release();
        }
    }

    public void Dispose() => _lanes.Dispose();

    /// <summary>
    /// Claims jobs. A claim that fails may be in the store all the same: then its jobs are queued again, because none was sent.
    /// </summary>
    private async Task<IReadOnlyList<VideoJob>> ClaimAsync(JobClaim claim, CancellationToken cancellationToken)
    {
        try
        {
            return await context.Store.ClaimAsync(claim, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem)
        {
            // This worker keeps the shard until the store has answered: the next one would park the jobs.
            while (!await TryReturnAsync(claim, problem).ConfigureAwait(false) && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(ReadInterval, context.Clock, cancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            throw;
        }
    }

    /// <summary>Queues the jobs of a claim again; false when the store does not answer.</summary>
    private async Task<bool> TryReturnAsync(JobClaim claim, Exception cause)
    {
        try
        {
            foreach (var job in await context.Store.ClaimedAsync(claim, CancellationToken.None).ConfigureAwait(false))
            {
                context.Logger.ClaimReturned(cause, job.Key);
                await context.Store.ChangeAsync(
                    JobChange.Requeued(job, error: null, context.Now, context.Now) with { Tries = job.Tries }, CancellationToken.None)
                    .ConfigureAwait(false);
            }

            return true;
        }
        catch (Exception problem)
        {
            context.Logger.StoreFailed(problem);
            return false;
        }
    }

    /// <summary>Submits one job. The token can stop a submission before it is sent; it never interrupts one that is under way.</summary>
    private async Task SubmitAsync(VideoJob job, Deadline lease, CancellationToken cancellationToken)
    {
        using var span = JobTelemetry.Begin("submit", job);
        // The last check before the call: a worker that was stopped before this line may count as gone.
        var change = lease.HasPassed || cancellationToken.IsCancellationRequested
            ? JobChange.Requeued(job, error: null, context.Now, context.Now) with { Tries = job.Tries }
            : await SendAsync(job, lease).ConfigureAwait(false);
        await recorder.RecordAsync(change, cancellationToken).ConfigureAwait(false);
    }

    private async Task<JobChange> SendAsync(VideoJob job, Deadline lease)
    {
        VideoGenerationRequest request;
        try
        {
            request = RequestOf(job);
        }
        catch (Exception problem)
        {
            // The application made no address for the webhook. Nothing was sent.
            return JobChange.Requeued(job, problem.Message, context.RetryAt(job.Tries), context.Now);
        }

        // Each attempt of the client checks the lease again. The value ends with this method.
        SubmissionLease.Current = lease;
        return await SendAsync(job, request).ConfigureAwait(false);
    }

    private async Task<JobChange> SendAsync(VideoJob job, VideoGenerationRequest request)
    {
        try
        {
            var accepted = await context.Client.SubmitAsync(request, OptionsOf(job), CancellationToken.None).ConfigureAwait(false);
            return Accepted(job, accepted.Id, accepted.CreditsCharged);
        }
        catch (UnusableJobIdException problem)
        {
            return JobChange.Unknown(job, problem.Message, problem.CreditsCharged, context.Now);
        }
        catch (SubmissionOutcomeUnknownException problem)
        {
            return Unknown(job, problem, problem.RequestId);
        }
        catch (SeedanceValidationException problem)
        {
            return JobChange.Rejected(job, problem.Message, context.Now);
        }
        catch (SeedanceApiException problem) when (PauseAfter(problem) is { } duration)
        {
            await BeginPauseAsync(duration).ConfigureAwait(false);
            return JobChange.Requeued(job, problem.Message, context.Now, context.Now) with { Tries = job.Tries };
        }
        catch (SeedanceApiException problem) when (problem.StatusCode != HttpStatusCode.ServiceUnavailable)
        {
            // Whatever its status, the response is an error envelope or a refusal: another submission would be refused, too.
            return JobChange.Rejected(job, problem.Message, context.Now);
        }
        catch (SeedanceException problem)
        {
            // Nothing was sent, or the service refused it for now: an unknown outcome is a SubmissionOutcomeUnknownException, which is
            // caught above.
            return JobChange.Requeued(job, problem.Message, context.RetryAt(job.Tries), context.Now);
        }
        catch (Exception problem)
        {
            return Unknown(job, problem);
        }
    }

    private JobChange Accepted(VideoJob job, string requestId, long? credits) =>
        JobChange.Accepted(job, requestId, credits, context.PollAt(tries: 0), context.Now);

    /// <summary>
    /// The step after an unknown outcome. With an idempotency key the job is submitted again, because the service then charges it once.
    /// </summary>
    private JobChange Unknown(VideoJob job, Exception problem, string? candidateId = null) => SeedanceClient.SubmissionsHaveIdempotencyKey
        ? JobChange.Repeated(job, problem.Message, context.RetryAt(job.Tries), context.Now)
        : candidateId is not null
        ? JobChange.UnknownWithId(job, problem.Message, candidateId, context.Now + CandidateTime, context.Now)
        : JobChange.Unknown(job, problem.Message, credits: null, context.Now);

    private VideoGenerationRequest RequestOf(VideoJob job) => context.Options.WebhookUrl is { } address
        ? job.Request with { WebhookUrl = address(context.Services, job.Key) }
        : job.Request;

    /// <summary>The idempotency key is the same in each worker and for each attempt.</summary>
    private CallOptions? OptionsOf(VideoJob job) => SeedanceClient.SubmissionsHaveIdempotencyKey
        ? new CallOptions
        {
            IdempotencyKey = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{context.Store.Id}/{job.Key}")).AsSpan(0, 16)).ToString(),
        }
        : null;

    /// <summary>
    /// How long no job is submitted after an error that any other job would get too; null for an error of this job alone.
    /// </summary>
    private static TimeSpan? PauseAfter(SeedanceApiException problem) => problem switch
    {
        _ when ServicePause.IsAskedBy(problem) => problem.RetryAfter ?? TimeSpan.Zero,
        SeedanceAuthenticationException => AccountPause,
        { StatusCode: HttpStatusCode.PaymentRequired or HttpStatusCode.Forbidden } => AccountPause,
        // The address is wrong, or a proxy wants a login.
        { StatusCode: HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.ProxyAuthenticationRequired } =>
            AccountPause,
        _ => null,
    };

    private async Task BeginPauseAsync(TimeSpan duration)
    {
        try
        {
            await pause.BeginAsync(duration, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception problem)
        {
            // This worker pauses all the same; the others hear of it from the service.
            context.Logger.StoreFailed(problem);
        }
    }
}
