using SeedanceGen.Texts;

namespace SeedanceGen.Cli.Batch;

/// <summary>What the processors of one run share.</summary>
internal sealed record BatchRunContext(
    CommandContext Command, BatchInput Input, BatchLedger Ledger, ServiceSession Session, BatchProgressView View, CircuitBreaker Breaker)
{
    public ISeedanceClient Client => Session.Client;
}

/// <summary>Brings one line to its end from any stage: submits it, waits for the job, downloads the video.</summary>
internal sealed class BatchItemProcessor(BatchRunContext run, CreditLimit limit, SubmissionGracePeriod grace)
{
    /// <summary>How many characters of an id that cannot be used the journal keeps. An id of this length cannot be used either.</summary>
    private const int LongestKeptId = 4096;

    public async Task ProcessAsync(BatchLine line)
    {
        try
        {
            run.View.Start(line);
            await AdvanceAsync(line);
        }
        catch (OperationCanceledException) when (run.Command.Interrupt.IsCancellationRequested)
        {
            line.SetProblem("interrupted", ExitCode.Interrupted);
        }
        catch (JournalNotWrittenException fatal)
        {
            line.SetProblem(fatal.Message, ExitCode.FileNotWritten);
            run.Breaker.OpenFor(fatal);
        }
        catch (Exception failed)
        {
            // No exception of one line ends the batch. The job is paid for and its id is in the journal: the next run continues it.
            var code = failed switch
            {
                SeedanceException => Failure.Of(failed).Code,
                IOException or UnauthorizedAccessException or InvalidOperationException => ExitCode.FileNotWritten,
                _ => ExitCode.Unexpected,
            };
            line.SetProblem(OutsideText.Message(failed.Message), code);
        }
        finally
        {
            run.View.Finish(line);
        }
    }

    private async Task AdvanceAsync(BatchLine line)
    {
        if (line.Stage is LineStage.Open or LineStage.Unknown && await SubmitAsync(line) is not null)
            return;

        if (line.IdFault is { } fault)
        {
            line.SetProblem(fault, ExitCode.JobUnreadable);
            return;
        }

        var job = run.Client.GetJob(line.RequestId!);
        run.View.Update(line);
        if (line.Stage == LineStage.Accepted)
            await WaitAsync(line, job);
        else
            await job.RefreshAsync(run.Command.Interrupt);
        if (line.Stage == LineStage.Succeeded)
            await SaveAsync(line, job);
    }

    /// <summary>Submits a line once.</summary>
    /// <returns>Why the line was not submitted; null when it was accepted.</returns>
    private async Task<string?> SubmitAsync(BatchLine line)
    {
        var overLimit = await limit.SubmitAsync(() => TrySubmitAsync(line));
        if (overLimit is null)
            return line.Problem;

        line.SetProblem(overLimit, ExitCode.Usage);
        run.Breaker.Open(overLimit, ExitCode.Usage);
        return overLimit;
    }

    /// <summary>Submits a line with a record on the disk before and after.</summary>
    private async Task TrySubmitAsync(BatchLine line)
    {
        // The breaker may have opened while the line waited for its turn.
        if (run.Breaker.Reason is { } reason)
        {
            line.SetProblem(reason, run.Breaker.Code);
            return;
        }

        var key = KeyOf(line);
        run.Ledger.Write(new JournalRecord { Kind = RecordKind.Submitting, Line = line.Number, Hash = line.Source!.Hash, Key = key });
        try
        {
            var options = key is null ? null : new CallOptions { IdempotencyKey = key };
            var job = await grace.RunAsync(token => run.Client.SubmitAsync(line.Source.Request!, options, token));
            run.Ledger.Write(new JournalRecord
            {
                Kind = RecordKind.Accepted,
                Line = line.Number,
                RequestId = job.Id,
                Credits = job.CreditsCharged,
                Status = job.Status?.Value,
            });
            run.Breaker.RecordSuccess();
            await run.Session.RememberAsync(run.Command, job, line.Source.Request!);
        }
        catch (UnusableJobIdException paid)
        {
            run.Ledger.Write(new JournalRecord
            {
                Kind = RecordKind.Accepted,
                Line = line.Number,
                RequestId = paid.RawId[..Math.Min(paid.RawId.Length, LongestKeptId)],
                Credits = paid.CreditsCharged,
            });
            run.Breaker.RecordSuccess();
        }
        catch (Exception exception) when (exception is not JournalNotWrittenException)
        {
            run.Ledger.Write(new JournalRecord
            {
                Kind = IsNotAccepted(exception) ? RecordKind.NotSubmitted : RecordKind.Unknown,
                Line = line.Number,
                Reason = OutsideText.Message(exception.Message),
            });
            line.SetProblem(line.Problem!, Failure.Of(exception).Code);
            run.Breaker.RecordFailure(exception);
        }
    }

    /// <summary>
    /// The idempotency key of a line: its own, else that of its last submission, so that the service does not charge the line twice. Null
    /// when the API description has no such keys.
    /// </summary>
    private string? KeyOf(BatchLine line) => run.Command.Description.Submission?.IdempotencyKey is null
        ? null
        : line.Source!.Key ?? line.Key ?? Guid.NewGuid().ToString();

    /// <summary>Whether the library guarantees that the job was not accepted; every other exception leaves the outcome unknown.</summary>
    private static bool IsNotAccepted(Exception exception) => exception switch
    {
        SubmissionOutcomeUnknownException => false,
        SeedanceException => true,
        OperationCanceledException => exception.InnerException is not SubmissionOutcomeUnknownException,
        _ => false,
    };

    private async Task WaitAsync(BatchLine line, GenerationJob job)
    {
        try
        {
            // The journal says that the service accepted the job, also in a run that did not submit it.
            var accepted = line.Status is { Length: > 0 } status ? new GenerationStatus(status) : default;
            var options = run.Input.Wait with { AcceptedStatus = accepted };
            await job.WaitAsync(options, run.View.ProgressOf(line), run.Command.Interrupt);
            run.Ledger.Write(new JournalRecord { Kind = RecordKind.Ended, Line = line.Number, Status = GenerationStatus.Succeeded.Value });
        }
        catch (GenerationException ended)
        {
            run.Ledger.Write(new JournalRecord
            {
                Kind = RecordKind.Ended,
                Line = line.Number,
                Status = ended.Generation.Status.Value,
                Reason = OutsideText.Message(ended.Message),
            });
        }
    }

    private async Task SaveAsync(BatchLine line, GenerationJob job)
    {
        run.View.Update(line);
        var name = BatchFolder.VideoNameOf(line);
        var bytes = await job.DownloadAsync(Path.Combine(run.Input.Folder, name), run.Input.Download, run.Command.Interrupt);
        run.Ledger.Write(new JournalRecord { Kind = RecordKind.Saved, Line = line.Number, File = name, Bytes = bytes });
    }
}
