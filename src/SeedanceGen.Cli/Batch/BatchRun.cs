using SeedanceGen.Cli.Commands;
using SeedanceGen.Cli.Jobs;
using SeedanceGen.Cli.Progress;

namespace SeedanceGen.Cli.Batch;

/// <summary>One run over a batch: takes up what an earlier run left, then submits what is left, some jobs at a time.</summary>
internal sealed class BatchRun(CommandContext context, BatchInput input, BatchLedger ledger, ISeedanceClient client, BatchBoard board)
{
    private readonly BatchBrake _brake = new(context.Host.Interrupts.Pressed);

    /// <summary>Why the run came to a stop of its own; null when it did not.</summary>
    public string? Cause => _brake.Cause;

    public async Task RunAsync()
    {
        using var ceiling = new CreditCeiling(input.MaxCredits, ledger);
        using var answer = new AnswerPatience(context);
        var work = new LineWork(context, input, ledger, client, board, new LineSubmission(ledger, client, ceiling, _brake, answer), _brake);
        var queue = new Queue<BatchLine>(InOrder());
        await Task.WhenAll(Enumerable.Range(0, Math.Min(input.MaxConcurrency, queue.Count)).Select(_ => WorkAsync(queue, work)));
        _brake.Rethrow();
    }

    /// <summary>What is paid for comes first.</summary>
    private IEnumerable<BatchLine> InOrder()
    {
        foreach (var line in ledger.Lines.Where(line => line.Stage == LineStage.Saved && !VideoPlace.IsWhole(input.Folder, line)))
            line.LoseFile();

        var paid = ledger.Lines.Where(line => line.Stage is LineStage.Accepted or LineStage.Succeeded);
        var open = ledger.Lines.Where(line => line.Source is not null
            && (line.Stage == LineStage.Open || (line.Stage == LineStage.Unknown && input.RetryUnknown)));
        return [.. paid, .. open];
    }

    private async Task WorkAsync(Queue<BatchLine> queue, LineWork work)
    {
        // Everybody leaves the caller's thread, so that no line waits for the end of another's writing.
        await Task.Yield();
        while (true)
        {
            BatchLine? line;
            lock (queue)
            {
                if (!queue.TryDequeue(out line))
                    return;
            }

            if (_brake.Reason is { } reason && line.Stage is (LineStage.Open or LineStage.Unknown))
                line.Meet(reason, _brake.Code);
            else
                await work.DoAsync(line);
        }
    }
}
