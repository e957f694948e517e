using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace SeedanceGen.Jobs;

/// <summary>Submits many requests and waits for them, some at a time. Every submitted job is reported.</summary>
internal sealed class BatchGenerator(ISeedanceClient client)
{
    public async IAsyncEnumerable<GenerationOutcome> RunAsync(
        IEnumerable<VideoGenerationRequest> requests,
        int maxConcurrency,
        WaitOptions? options,
        IProgress<GenerationJob>? submitted,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var outcomes = Channel.CreateUnbounded<GenerationOutcome>(new UnboundedChannelOptions { SingleReader = true });
        var working = WorkAsync(requests, maxConcurrency, options, submitted, outcomes.Writer, stop.Token);
        try
        {
            // Read to the end also after a cancellation: the rest are the outcomes of jobs that were under way.
            await foreach (var outcome in outcomes.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
                yield return outcome;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        cancellationToken.ThrowIfCancellationRequested();
        await working.ConfigureAwait(false);
    }

    private async Task WorkAsync(
        IEnumerable<VideoGenerationRequest> requests,
        int maxConcurrency,
        WaitOptions? options,
        IProgress<GenerationJob>? submitted,
        ChannelWriter<GenerationOutcome> outcomes,
        CancellationToken cancellationToken)
    {
        try
        {
            await Parallel.ForEachAsync(
                requests.Select((request, index) => (request, index)),
                new ParallelOptions { MaxDegreeOfParallelism = maxConcurrency, CancellationToken = cancellationToken },
                async (item, _) =>
                {
                    // The loop sees a cancellation a little later, and would begin another request.
                    cancellationToken.ThrowIfCancellationRequested();
                    var outcome = await RunOneAsync(item.request, item.index, options, submitted, cancellationToken).ConfigureAwait(false);
                    outcomes.TryWrite(outcome);
                }).ConfigureAwait(false);
        }
        finally
        {
            outcomes.TryComplete();
        }
    }

    private async Task<GenerationOutcome> RunOneAsync(
        VideoGenerationRequest request,
        int index,
        WaitOptions? options,
        IProgress<GenerationJob>? submitted,
        CancellationToken cancellationToken)
    {
        GenerationJob? job = null;
        try
        {
            job = await client.SubmitAsync(request, cancellationToken).ConfigureAwait(false);
            submitted?.Report(job);
            var generation = await job.WaitAsync(options, progress: null, cancellationToken).ConfigureAwait(false);
            return new GenerationOutcome { Index = index, Request = request, Job = job, Generation = generation };
        }
        catch (Exception exception)
        {
            // Any error, also one of the caller's own progress report: the outcome keeps the charged job.
            return new GenerationOutcome { Index = index, Request = request, Job = job, Error = exception };
        }
    }
}
