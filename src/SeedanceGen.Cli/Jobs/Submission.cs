using SeedanceGen.Cli.Commands;
using SeedanceGen.Cli.Reports;

namespace SeedanceGen.Cli.Jobs;

/// <summary>Submits a job, and says what is known when Ctrl+C comes between.</summary>
internal sealed class Submission(CommandContext context, JobReport report)
{
    private const string NothingSubmitted = "Interrupted before anything was submitted.";

    private const string OutcomeUnknown =
        "Interrupted while submitting: it is not known whether the job was accepted and charged. "
        + "Look whether it exists before you submit again.";

    public async Task<GenerationJob> SubmitAsync(ISeedanceClient client, VideoGenerationRequest request)
    {
        var pressed = context.Host.Interrupts.Pressed;
        if (pressed.IsCancellationRequested)
            throw new InterruptedException(NothingSubmitted);

        using var answer = new AnswerPatience(context);
        try
        {
            var job = await answer.SubmitAsync(client, request);
            (report.RequestId, report.Status, report.CreditsCharged) = (job.Id, job.Status?.Value, job.CreditsCharged);
            return job;
        }
        catch (OperationCanceledException broken) when (pressed.IsCancellationRequested)
        {
            // A program must not take this for an end at which nothing was paid.
            throw broken.InnerException is SubmissionOutcomeUnknownException
                ? new SubmissionOutcomeUnknownException(OutcomeUnknown, innerException: broken)
                : new InterruptedException(NothingSubmitted, broken);
        }
    }
}
