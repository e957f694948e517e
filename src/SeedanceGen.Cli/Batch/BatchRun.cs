namespace SeedanceGen.Cli.Batch;

/// <summary>The options of <c>batch</c>.</summary>
internal sealed record BatchInput
{
    /// <summary>The full path of the folder for journal, videos and report.</summary>
    public required string Folder { get; init; }

    /// <summary>How many jobs may run at a time.</summary>
    public required int MaxConcurrency { get; init; }

    /// <summary>The credits that all runs of the batch may be charged together; null for no limit.</summary>
    public required int? MaxCredits { get; init; }

    /// <summary>Whether lines with an unknown outcome are submitted again.</summary>
    public required bool RetryUnknown { get; init; }

    /// <summary>How to download videos.</summary>
    public required DownloadOptions Download { get; init; }

    /// <summary>How to wait for jobs.</summary>
    public required WaitOptions Wait { get; init; }
}

/// <summary>One run over a batch: continues the jobs of earlier runs, then submits the other lines, several at a time.</summary>
internal sealed class BatchRun(CommandContext context, BatchInput input, BatchLedger ledger, ServiceSession session, BatchProgressView view)
{
    private readonly CircuitBreaker _breaker = new(context.Interrupt);

    /// <summary>Why the run stopped by itself; null when it did not.</summary>
    public string? Cause => _breaker.Cause;

    public async Task RunAsync()
    {
        using var limit = new CreditLimit(input.MaxCredits, ledger);
        using var grace = new SubmissionGracePeriod(context);
        var processor = new BatchItemProcessor(new BatchRunContext(context, input, ledger, session, view, _breaker), limit, grace);
        var queue = new Queue<BatchLine>(LinesInOrder());
        await Task.WhenAll(Enumerable.Range(0, Math.Min(input.MaxConcurrency, queue.Count)).Select(_ => ProcessAsync(queue, processor)));
        _breaker.ThrowIfFatal();
    }

    /// <summary>Lines whose jobs are paid for come first.</summary>
    private IEnumerable<BatchLine> LinesInOrder()
    {
        foreach (var line in ledger.Lines.Where(line => line.Stage == LineStage.Saved && !BatchFolder.HasVideo(input.Folder, line)))
            line.LoseFile();

        var paid = ledger.Lines.Where(line => line.Stage is LineStage.Accepted or LineStage.Succeeded);
        var open = ledger.Lines.Where(line => line.Source is not null
            && (line.Stage == LineStage.Open || (line.Stage == LineStage.Unknown && input.RetryUnknown)));
        return [.. paid, .. open];
    }

    private async Task ProcessAsync(Queue<BatchLine> queue, BatchItemProcessor processor)
    {
        // Each worker leaves the caller's thread, so that no line waits until another one is on the disk.
        await Task.Yield();
        while (true)
        {
            BatchLine? line;
            lock (queue)
            {
                if (!queue.TryDequeue(out line))
                    return;
            }

            if (_breaker.Reason is { } reason && line.Stage is (LineStage.Open or LineStage.Unknown))
                line.SetProblem(reason, _breaker.Code);
            else
                await processor.ProcessAsync(line);
        }
    }
}
