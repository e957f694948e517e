namespace SeedanceGen.Cli.Service;

/// <summary>Submits one job, and says what is known when Ctrl+C interrupts the submission.</summary>
internal static class Submission
{
    private const string NothingSubmitted = "Interrupted before anything was submitted.";

    private const string OutcomeUnknown =
        "Interrupted during the submission: it is not known whether the job was accepted and charged. "
        + "Check whether the job exists before you submit again.";

    public static async Task<GenerationJob> SubmitAsync(
        CommandContext context, ServiceSession session, JobInput input, JobReport report)
    {
        var job = await GuardAsync(context, token => session.Client.SubmitAsync(input.Request, input.Options, token));
        (report.RequestId, report.Status, report.CreditsCharged) = (job.Id, job.Status?.Value, job.CreditsCharged);
        session.Follow(report);
        return job;
    }

    /// <summary>Runs a call that is charged when the service accepts it.</summary>
    public static async Task<T> GuardAsync<T>(CommandContext context, Func<CancellationToken, Task<T>> call)
    {
        if (context.Interrupt.IsCancellationRequested)
            throw new ToolException(ExitCode.Interrupted, NothingSubmitted);

        using var grace = new SubmissionGracePeriod(context);
        try
        {
            return await grace.RunAsync(call);
        }
        catch (OperationCanceledException canceled) when (context.Interrupt.IsCancellationRequested)
        {
            // The exit code says that nothing was charged only when the outcome is certain.
            throw canceled.InnerException is SubmissionOutcomeUnknownException
                ? new SubmissionOutcomeUnknownException(OutcomeUnknown, innerException: canceled)
                : new ToolException(ExitCode.Interrupted, NothingSubmitted, canceled);
        }
    }
}

/// <summary>
/// The time that a submission has left after Ctrl+C. It is not canceled at once, because only its response tells the id of the job, and
/// whether there is a job at all.
/// </summary>
internal sealed class SubmissionGracePeriod : IDisposable
{
    private static readonly TimeSpan AfterCtrlC = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _expired;
    private readonly CancellationTokenRegistration _registration;
    private int _pending;

    public SubmissionGracePeriod(CommandContext context)
    {
        _expired = new CancellationTokenSource(Timeout.InfiniteTimeSpan, context.Host.TimeProvider);
        _registration = context.Interrupt.Register(() =>
        {
            if (Volatile.Read(ref _pending) > 0)
                context.Output.Note("Interrupted: waiting a moment for the response to the submission, which has the job's id.");
            _expired.CancelAfter(AfterCtrlC);
        });
    }

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call)
    {
        Interlocked.Increment(ref _pending);
        try
        {
            return await call(_expired.Token);
        }
        finally
        {
            Interlocked.Decrement(ref _pending);
        }
    }

    public void Dispose()
    {
        _registration.Dispose();
        _expired.Dispose();
    }
}
