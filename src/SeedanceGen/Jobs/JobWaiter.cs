using System.Runtime.CompilerServices;
using SeedanceGen.Telemetry;

namespace SeedanceGen.Jobs;

/// <summary>Waits for jobs, and watches them, by polling.</summary>
internal sealed class JobWaiter(ISeedanceClient client, PollScheduler scheduler, Func<double> random, ClientTelemetry telemetry)
{
    /// <summary>How long the cancel of an unfinished job may take. By then, the caller's own wait is over.</summary>
    private static readonly TimeSpan CancelTimeout = TimeSpan.FromSeconds(15);

    public ISeedanceClient Client { get; } = client;

    public PollScheduler Scheduler { get; } = scheduler;

    public TimeProvider Clock => Telemetry.Clock;

    public Func<double> Random { get; } = random;

    public ClientTelemetry Telemetry { get; } = telemetry;

    public async Task<VideoGeneration> WaitAsync(
        string requestId, WaitOptions options, IProgress<VideoGeneration>? progress, CancellationToken cancellationToken)
    {
        using var poll = new JobPoll(this, requestId, options);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            await poll.BeginAsync(cancellationToken).ConfigureAwait(false);
            while (true)
            {
                if (await poll.ReadAsync(cancellationToken).ConfigureAwait(false) is { } generation)
                    progress?.Report(generation);
                if (poll.Finished is { } finished)
                    return Finish(finished);
                if (poll.IsOver)
                    return Finish(await TimeOutAsync(requestId, options, poll).ConfigureAwait(false));

                await poll.PauseAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw await CanceledAsync(requestId, options, poll, exception, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Yields the job after each change, until it is finished.</summary>
    public async IAsyncEnumerable<VideoGeneration> WatchAsync(
        string requestId, WaitOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var poll = new JobPoll(this, requestId, options);
        var changes = new ChangeDetector();
        for (var isFirst = true; ; isFirst = false)
        {
            if (await NextAsync(requestId, options, poll, isFirst, cancellationToken).ConfigureAwait(false) is { } generation)
            {
                if (changes.IsChange(generation))
                    yield return generation;
            }

            if (poll.Finished is not null)
                yield break;
        }
    }

    /// <summary>Makes the next read of a watch, after its pause; null when it failed and the watch goes on.</summary>
    private async Task<VideoGeneration?> NextAsync(
        string requestId, WaitOptions options, JobPoll poll, bool isFirst, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (isFirst)
                await poll.BeginAsync(cancellationToken).ConfigureAwait(false);
            else if (poll.IsOver)
                return await TimeOutAsync(requestId, options, poll).ConfigureAwait(false);
            else
                await poll.PauseAsync(cancellationToken).ConfigureAwait(false);
            return await poll.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw await CanceledAsync(requestId, options, poll, exception, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends a wait that timed out. A job that cannot be canceled because it just finished is returned.</summary>
    private async Task<VideoGeneration> TimeOutAsync(string requestId, WaitOptions options, JobPoll poll)
    {
        var (outcome, failure) = await LeaveAsync(requestId, options).ConfigureAwait(false);
        if (outcome == UnfinishedJobOutcome.CancelFailed)
        {
            using var bound = new CancellationTokenSource(CancelTimeout, Clock);
            try
            {
                if (await poll.ReadAsync(bound.Token).ConfigureAwait(false) is { } finished && finished.Facts().Status.IsTerminal)
                    return finished;
            }
            catch (Exception exception)
                when (exception is OperationCanceledException or SeedanceException)
            {
                // The failure of the cancel says more, and is reported.
            }
        }

        throw new GenerationTimeoutException(requestId, poll.Waited, poll.Latest?.Facts().Status, outcome, failure ?? poll.LastFailure);
    }

    private async Task<GenerationWaitCanceledException> CanceledAsync(
        string requestId, WaitOptions options, JobPoll poll, OperationCanceledException exception, CancellationToken cancellationToken)
    {
        var (outcome, failure) = poll.HasEnded
            ? (UnfinishedJobOutcome.Finished, null)
            : await LeaveAsync(requestId, options).ConfigureAwait(false);
        var status = poll.Latest?.Facts().Status;
        return new GenerationWaitCanceledException(requestId, status, outcome, failure ?? exception, cancellationToken);
    }

    /// <summary>Leaves the unfinished job running or cancels it, as <see cref="WaitOptions.OnTimeoutOrCancel"/> says.</summary>
    private async Task<(UnfinishedJobOutcome Outcome, Exception? Failure)> LeaveAsync(string requestId, WaitOptions options)
    {
        if (options.OnTimeoutOrCancel == UnfinishedJobAction.LeaveRunning)
            return (UnfinishedJobOutcome.LeftRunning, null);

        using var bound = new CancellationTokenSource(CancelTimeout, Clock);
        try
        {
            var response = await Client.CancelAsync(requestId, bound.Token).ConfigureAwait(false);
            var isCanceled = response.Facts().Status == GenerationStatus.Cancelled;
            return (isCanceled ? UnfinishedJobOutcome.Canceled : UnfinishedJobOutcome.CancelFailed, null);
        }
        catch (Exception exception) when (exception is SeedanceException or OperationCanceledException)
        {
            return (UnfinishedJobOutcome.CancelFailed, exception);
        }
    }

    /// <summary>Returns a job that succeeded and throws the typed error for every other.</summary>
    private static VideoGeneration Finish(VideoGeneration generation)
    {
        if (generation.Facts().Status == GenerationStatus.Succeeded)
            return generation;
        if (generation.Facts().Status == GenerationStatus.Cancelled)
            throw new GenerationCancelledException(generation);
        throw new GenerationFailedException(generation);
    }
}
