using SeedanceGen.Cli.Commands;

namespace SeedanceGen.Cli.Jobs;

/// <summary>
/// Submits a job. Ctrl+C does not break the submission off at once: for a short while its answer is waited for, because without it nobody
/// knows the job's id, or whether there is one.
/// </summary>
internal sealed class Submission(CommandContext context)
{
    private const string NothingSubmitted = "Interrupted before anything was submitted.";

    private const string OutcomeUnknown =
        "Interrupted while submitting: it is not known whether the job was accepted and charged. "
        + "Look whether it exists before you submit again.";

    private static readonly TimeSpan PatienceForTheAnswer = TimeSpan.FromSeconds(5);

    public async Task<GenerationJob> SubmitAsync(ISeedanceClient client, VideoGenerationRequest request)
    {
        var pressed = context.Host.Interrupts.Pressed;
        if (pressed.IsCancellationRequested)
            throw new InterruptedException(NothingSubmitted);

        using var givenUp = new CancellationTokenSource(Timeout.InfiniteTimeSpan, context.Host.TimeProvider);
        using var patience = pressed.Register(() =>
        {
            context.Output.Note("Interrupted: waiting a moment for the answer to the submission, to know the job's id.");
            givenUp.CancelAfter(PatienceForTheAnswer);
        });
        try
        {
            return await client.SubmitAsync(request, givenUp.Token);
        }
        catch (OperationCanceledException broken) when (pressed.IsCancellationRequested)
        {
            var wasOnItsWay = broken.InnerException is SubmissionOutcomeUnknownException;
            throw new InterruptedException(wasOnItsWay ? OutcomeUnknown : NothingSubmitted, broken);
        }
    }
}
