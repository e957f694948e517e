namespace SeedanceGen.Jobs;

/// <summary>Polls a job until it is finished, with growing pauses, within a bound.</summary>
internal sealed class JobWaiter(SeedanceClient client, SeedanceClientOptions clientOptions)
{
    private const double Growth = 1.5;

    public async Task<VideoGeneration> WaitAsync(
        string requestId, WaitOptions options, IProgress<VideoGeneration>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var clock = clientOptions.TimeProvider;
        var start = clock.GetTimestamp();
        var pause = options.PollInterval;
        while (true)
        {
            var generation = await client.GetAsync(requestId, cancellationToken).ConfigureAwait(false);
            progress?.Report(generation);
            if (generation.Status.IsTerminal)
                return Finish(generation);

            var waited = clock.GetElapsedTime(start);
            if (options.Timeout != Timeout.InfiniteTimeSpan && waited >= options.Timeout)
                throw new GenerationTimeoutException(requestId, waited, generation.Status);

            await Task.Delay(Within(pause, options.Timeout, waited), clock, cancellationToken).ConfigureAwait(false);
            pause = Min(pause * Growth, options.MaxPollInterval);
        }
    }

    /// <summary>The finished job when it succeeded, and the typed error otherwise.</summary>
    private static VideoGeneration Finish(VideoGeneration generation)
    {
        if (generation.Status == GenerationStatus.Failed)
            throw new GenerationFailedException(generation);
        if (generation.Status == GenerationStatus.Cancelled)
            throw new GenerationCancelledException(generation);
        return generation;
    }

    /// <summary>The last pause ends with the bound, so that the last read is not lost to it.</summary>
    private static TimeSpan Within(TimeSpan pause, TimeSpan timeout, TimeSpan waited) =>
        timeout == Timeout.InfiniteTimeSpan ? pause : Min(pause, timeout - waited);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
