using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SeedanceGen.Jobs;

/// <summary>Waits for jobs, and watches them, by polling.</summary>
internal sealed class JobWaiter(JobPollContext context)
{
    /// <summary>How long the cancel of an abandoned job may take; the caller has already left.</summary>
    private static readonly TimeSpan CancelTimeout = TimeSpan.FromSeconds(15);

    public async Task<VideoGeneration> WaitAsync(
        string requestId, WaitOptions options, IProgress<VideoGeneration>? progress, CancellationToken cancellationToken)
    {
        using var poll = new JobPoll(context, requestId, options);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            await poll.BeginAsync(cancellationToken).ConfigureAwait(false);
            while (true)
            {
                if (await poll.ReadAsync(cancellationToken).ConfigureAwait(false) is { } generation)
                {
                    progress?.Report(generation);
                    if (generation.Status.IsTerminal)
                        return Finish(generation);
                }

                if (poll.IsOver)
                    return Finish(await EndAsync(requestId, options, poll).ConfigureAwait(false));

                await poll.PauseAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw await CancelledAsync(requestId, options, poll, exception, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The job each time that something of it changed, until it is finished.</summary>
    public async IAsyncEnumerable<VideoGeneration> WatchAsync(
        string requestId, WaitOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var poll = new JobPoll(context, requestId, options);
        byte[]? before = null;
        for (var isFirst = true; ; isFirst = false)
        {
            var read = await NextAsync(requestId, options, poll, isFirst, cancellationToken).ConfigureAwait(false);
            if (read is not { } generation)
                continue;

            var now = JsonSerializer.SerializeToUtf8Bytes(generation, SeedanceJsonContext.Default.VideoGeneration);
            if (before is null || !before.AsSpan().SequenceEqual(now))
                yield return generation;
            if (generation.Status.IsTerminal)
                yield break;
            before = now;
        }
    }

    /// <summary>The next read of a watch, after its pause; null when it failed with something that passes.</summary>
    private async Task<VideoGeneration?> NextAsync(string requestId, WaitOptions options, JobPoll poll, bool isFirst, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (isFirst)
                await poll.BeginAsync(cancellationToken).ConfigureAwait(false);
            else if (poll.IsOver)
                return await EndAsync(requestId, options, poll).ConfigureAwait(false);
            else
                await poll.PauseAsync(cancellationToken).ConfigureAwait(false);
            return await poll.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw await CancelledAsync(requestId, options, poll, exception, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The end of a wait whose time is up: a job that turns out to be finished when it is to be cancelled is not lost.</summary>
    private async Task<VideoGeneration> EndAsync(string requestId, WaitOptions options, JobPoll poll)
    {
        var (outcome, failure) = await AbandonAsync(requestId, options).ConfigureAwait(false);
        if (outcome == UnfinishedJobOutcome.CancelFailed)
        {
            using var bound = new CancellationTokenSource(CancelTimeout, context.Clock);
            try
            {
                if (await poll.ReadAsync(bound.Token).ConfigureAwait(false) is { Status.IsTerminal: true } finished)
                    return finished;
            }
            catch (Exception exception) when (exception is OperationCanceledException or SeedanceApiException or SeedanceConnectionException)
            {
                // The cancel's own failure says more, and is reported.
            }
        }

        throw new GenerationTimeoutException(requestId, poll.Waited, poll.Latest?.Status, outcome, failure ?? poll.LastFailure);
    }

    private async Task<GenerationWaitCanceledException> CancelledAsync(
        string requestId, WaitOptions options, JobPoll poll, OperationCanceledException exception, CancellationToken cancellationToken)
    {
        var (outcome, failure) = await AbandonAsync(requestId, options).ConfigureAwait(false);
        return new GenerationWaitCanceledException(requestId, poll.Latest?.Status, outcome, failure ?? exception, cancellationToken);
    }

    private async Task<(UnfinishedJobOutcome Outcome, Exception? Failure)> AbandonAsync(string requestId, WaitOptions options)
    {
        if (options.OnTimeoutOrCancel == UnfinishedJobAction.LeaveRunning)
            return (UnfinishedJobOutcome.LeftRunning, null);

        using var bound = new CancellationTokenSource(CancelTimeout, context.Clock);
        try
        {
            var answer = await context.Client.CancelAsync(requestId, bound.Token).ConfigureAwait(false);
            return (answer.Status == GenerationStatus.Cancelled ? UnfinishedJobOutcome.Canceled : UnfinishedJobOutcome.CancelFailed, null);
        }
        catch (Exception exception) when (exception is SeedanceException or OperationCanceledException)
        {
            return (UnfinishedJobOutcome.CancelFailed, exception);
        }
    }

    /// <summary>The finished job when it succeeded, and the typed error otherwise.</summary>
    private static VideoGeneration Finish(VideoGeneration generation)
    {
        if (generation.Status == GenerationStatus.Succeeded)
            return generation;
        if (generation.Status == GenerationStatus.Cancelled)
            throw new GenerationCancelledException(generation);
        throw new GenerationFailedException(generation);
    }
}
