namespace SeedanceGen.Cli.Batch;

/// <summary>What has become of a line, in a word for programs and in words for people.</summary>
/// <param name="Name">The word: it is part of the report's schema.</param>
/// <param name="Words">The words, which go on after "line 3: ".</param>
/// <param name="Code">How the command ends because of it.</param>
internal sealed record LineOutcome(string Name, string Words, ExitCode Code)
{
    public static LineOutcome Of(BatchLine line) => line.Stage switch
    {
        LineStage.Saved => new("saved", $"saved as {line.File}", ExitCode.Done),
        LineStage.Failed => new("failed", line.Problem ?? $"job {line.RequestId} {line.Status}", ExitCode.JobFailed),
        LineStage.Submitting or LineStage.Unknown => new(
            "unknown", $"not known whether it was accepted and charged{Because(line)}; --retry-unknown submits it again", ExitCode.OutcomeUnknown),
        LineStage.Succeeded => new("notSaved", $"job {line.RequestId} has succeeded, and its video is not here yet{Because(line)}", line.Code ?? ExitCode.Network),
        LineStage.Accepted => new("unfinished", $"job {line.RequestId} goes on{Because(line)}", line.Code ?? ExitCode.TimedOut),
        _ => new("notSubmitted", $"not submitted{Because(line)}", line.Code ?? ExitCode.Usage),
    };

    private static string Because(BatchLine line) => line.Problem is { } problem ? $" ({problem.TrimEnd('.')})" : string.Empty;
}
