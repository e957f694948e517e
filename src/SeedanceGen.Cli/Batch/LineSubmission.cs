using SeedanceGen.Cli.Failures;
using SeedanceGen.Cli.Jobs;
using SeedanceGen.Cli.Output;

namespace SeedanceGen.Cli.Batch;

/// <summary>Submits a line once, with a record on the disk before and after.</summary>
internal sealed class LineSubmission(BatchLedger ledger, ISeedanceClient client, CreditCeiling ceiling, BatchBrake brake, AnswerPatience answer)
{
    /// <summary>What keeps the line from being submitted; null when it was accepted.</summary>
    public async Task<string?> SubmitAsync(BatchLine line)
    {
        var full = await ceiling.SubmitAsync(() => TryAsync(line));
        if (full is null)
            return line.Problem;

        line.Meet(full, ExitCode.Usage);
        brake.Stop(full, ExitCode.Usage);
        return full;
    }

    private async Task TryAsync(BatchLine line)
    {
        // Looked at here, because with a ceiling a line may have waited for its turn.
        if (brake.Reason is { } reason)
        {
            line.Meet(reason, brake.Code);
            return;
        }

        ledger.Write(new JournalRecord { Kind = RecordKind.Submitting, Line = line.Number, Hash = line.Source!.Hash });
        try
        {
            var job = await answer.SubmitAsync(client, line.Source.Request!);
            ledger.Write(new JournalRecord
            {
                Kind = RecordKind.Accepted,
                Line = line.Number,
                RequestId = job.Id,
                Credits = job.CreditsCharged,
                Status = job.Status?.Value,
            });
            brake.Accepted();
        }
        catch (Exception exception) when (exception is not JournalNotWrittenException)
        {
            ledger.Write(new JournalRecord
            {
                Kind = IsNotAccepted(exception) ? RecordKind.NotSubmitted : RecordKind.Unknown,
                Line = line.Number,
                Reason = OneLine.Of(exception.Message),
            });
            line.Meet(line.Problem!, FailureTable.Of(exception).Code);
            brake.Refused(exception);
        }
    }

    /// <summary>Only what the library vouches for; whatever else goes wrong leaves the outcome unknown.</summary>
    private static bool IsNotAccepted(Exception exception) => exception switch
    {
        SubmissionOutcomeUnknownException => false,
        SeedanceException => true,
        OperationCanceledException => exception.InnerException is not SubmissionOutcomeUnknownException,
        _ => false,
    };
}
