using SeedanceGen.Cli.Commands;
using SeedanceGen.Cli.Failures;
using SeedanceGen.Cli.Output;
using SeedanceGen.Cli.Progress;

namespace SeedanceGen.Cli.Batch;

/// <summary>Brings one line to its end, from wherever it is.</summary>
internal sealed class LineWork(
    CommandContext context, BatchInput input, BatchLedger ledger, ISeedanceClient client, BatchBoard board, LineSubmission submission, BatchBrake brake)
{
    public async Task DoAsync(BatchLine line)
    {
        try
        {
            board.Begin(line);
            await AdvanceAsync(line);
        }
        catch (OperationCanceledException) when (context.Host.Interrupts.Pressed.IsCancellationRequested)
        {
            line.Meet("interrupted", ExitCode.Interrupted);
        }
        catch (JournalNotWrittenException broken)
        {
            line.Meet(broken.Message, ExitCode.FileNotWritten);
            brake.Break(broken);
        }
        catch (Exception failed) when (failed is SeedanceException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // The job is paid for and its id is in the journal: the next run takes it up where this one left it.
            line.Meet(OneLine.Of(failed.Message), failed is SeedanceException ? FailureTable.Of(failed).Code : ExitCode.FileNotWritten);
        }
        finally
        {
            board.End(line);
        }
    }

    private async Task AdvanceAsync(BatchLine line)
    {
        if (line.Stage is LineStage.Open or LineStage.Unknown && await submission.SubmitAsync(line) is not null)
            return;

        var job = client.GetJob(line.RequestId!);
        board.Change(line);
        if (line.Stage == LineStage.Accepted)
            await WaitAsync(line, job);
        else
            await job.RefreshAsync(context.Host.Interrupts.Pressed);
        if (line.Stage == LineStage.Succeeded)
            await SaveAsync(line, job);
    }

    private async Task WaitAsync(BatchLine line, GenerationJob job)
    {
        try
        {
            await job.WaitAsync(input.Wait, board.Watch(line), context.Host.Interrupts.Pressed);
            ledger.Write(new JournalRecord { Kind = RecordKind.Ended, Line = line.Number, Status = GenerationStatus.Succeeded.Value });
        }
        catch (GenerationException ended)
        {
            ledger.Write(new JournalRecord
            {
                Kind = RecordKind.Ended,
                Line = line.Number,
                Status = ended.Generation.Status.Value,
                Reason = OneLine.Of(ended.Message),
            });
        }
    }

    private async Task SaveAsync(BatchLine line, GenerationJob job)
    {
        board.Change(line);
        var name = VideoPlace.NameOf(line);
        var bytes = await job.DownloadAsync(Path.Combine(input.Folder, name), context.Host.Interrupts.Pressed);
        ledger.Write(new JournalRecord { Kind = RecordKind.Saved, Line = line.Number, File = name, Bytes = bytes });
    }
}
