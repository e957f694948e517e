using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace SeedanceGen.Jobs;

/// <summary>Submits many requests and waits for their jobs, several at a time. Every submitted job is reported.</summary>
internal sealed class BatchGenerator(ISeedanceClient client, WaitOptions? options)
{
    /// <summary>Receives each job when it is accepted.</summary>
    public IProgress<GenerationJob>? Submitted { get; init; }

    /// <summary>Receives each change.</summary>
    public IProgress<BatchProgress>? Progress { get; init; }

    public IAsyncEnumerable<GenerationOutcome> RunAsync(
        IEnumerable<VideoGenerationRequest> requests, int maxConcurrency, CancellationToken cancellationToken)
    {
        int? total = requests.TryGetNonEnumeratedCount(out var count) ? count : null;
        return RunAsync(OneByOneAsync(requests), maxConcurrency, total, cancellationToken);
    }

    public IAsyncEnumerable<GenerationOutcome> RunAsync(
        IAsyncEnumerable<VideoGenerationRequest> requests, int maxConcurrency, CancellationToken cancellationToken) =>
        RunAsync(requests, maxConcurrency, total: null, cancellationToken);

    private async IAsyncEnumerable<GenerationOutcome> RunAsync(
        IAsyncEnumerable<VideoGenerationRequest> requests,
        int maxConcurrency,
        int? total,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var outcomes = Channel.CreateUnbounded<GenerationOutcome>(new UnboundedChannelOptions { SingleReader = true });
        var working = WorkAsync(requests, maxConcurrency, new BatchReporter(Progress, total), outcomes.Writer, stop.Token);
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
        IAsyncEnumerable<VideoGenerationRequest> requests,
        int maxConcurrency,
        BatchReporter reporter,
        ChannelWriter<GenerationOutcome> outcomes,
        CancellationToken cancellationToken)
    {
        try
        {
            await Parallel.ForEachAsync(
                NumberedAsync(requests, reporter, cancellationToken),
                new ParallelOptions { MaxDegreeOfParallelism = maxConcurrency, CancellationToken = cancellationToken },
                async (item, _) =>
                {
                    // The loop sees a cancellation a little later, and would begin another request.
                    cancellationToken.ThrowIfCancellationRequested();
                    var outcome = await RunOneAsync(item.Request, item.Index, reporter, cancellationToken).ConfigureAwait(false);
                    outcomes.TryWrite(reporter.Finish(outcome));
                }).ConfigureAwait(false);
        }
        finally
        {
            outcomes.TryComplete();
        }
    }

    private async Task<GenerationOutcome> RunOneAsync(
        VideoGenerationRequest request, int index, BatchReporter reporter, CancellationToken cancellationToken)
    {
        GenerationJob? job = null;
        try
        {
            job = await client.SubmitAsync(request, cancellationToken).ConfigureAwait(false);
            Submitted?.Report(job);
            reporter.Accept(index, job);
            var generation = await job.WaitAsync(options, reporter.Of(index, job), cancellationToken).ConfigureAwait(false);
            return new GenerationOutcome { Index = index, Request = request, Job = job, Generation = generation };
        }
        catch (Exception exception)
        {
            // Any error, also one of the caller's own progress report: the outcome keeps the charged job.
            return new GenerationOutcome { Index = index, Request = request, Job = job, Error = exception };
        }
    }

    private static async IAsyncEnumerable<VideoGenerationRequest> OneByOneAsync(IEnumerable<VideoGenerationRequest> requests)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var request in requests)
            yield return request;
    }

    private static async IAsyncEnumerable<(VideoGenerationRequest Request, int Index)> NumberedAsync(
        IAsyncEnumerable<VideoGenerationRequest> requests,
        BatchReporter reporter,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var index = 0;
        await foreach (var request in requests.WithCancellation(cancellationToken).ConfigureAwait(false))
            yield return (request, index++);
        reporter.End(index);
    }
}
