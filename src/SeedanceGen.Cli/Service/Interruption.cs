namespace SeedanceGen.Cli.Service;

/// <summary>What a command does and says when Ctrl+C interrupts it.</summary>
internal static class Interruption
{
    /// <summary>Runs an action that Ctrl+C may cancel at any time without a loss.</summary>
    /// <exception cref="ToolException">Ctrl+C was pressed.</exception>
    public static async Task<T> GuardAsync<T>(CommandContext context, Func<CancellationToken, Task<T>> action)
    {
        try
        {
            return await action(context.Interrupt);
        }
        catch (OperationCanceledException canceled) when (context.Interrupt.IsCancellationRequested)
        {
            throw new ToolException(ExitCode.Interrupted, "Interrupted.", canceled);
        }
    }

    /// <summary>Asks whether to cancel the accepted job when a person can answer, and says in any case which job it is.</summary>
    public static async Task<ToolException> SettleAsync(CommandContext context, ServiceSession session, GenerationJob job, JobReport report)
    {
        if (job.Latest is { } latest)
            report.Read(latest);
        if (job.Status is { IsTerminal: true } status)
        {
            return Interrupted(job.Latest?.Facts().Link is { } link
                ? $"Interrupted. Job {job.Id} has {status}, and its video is at {link}."
                : $"Interrupted. Job {job.Id} has {status}; its video has no link yet. {JobProgress.WaitAgain(session, job)}");
        }

        var isUnknown = job.Status is { IsKnown: false };
        context.Output.Note($"Interrupted. Job {job.Id} is {job.Status}.");
        var continues = session.IsMock
            ? $"Job {job.Id} ends with the mock; nothing was charged."
            : isUnknown
                ? $"This version cannot tell whether job {job.Id} continues. To wait for it again, run: seedance wait {job.Id}"
                : $"Job {job.Id} continues. To wait for it again, run: seedance wait {job.Id}";
        return await AskToCancelAsync(context) ? await CancelAsync(job, report, continues) : Interrupted(continues);
    }

    private static async Task<bool> AskToCancelAsync(CommandContext context)
    {
        if (!context.Host.Terminal.CanAsk || !context.Host.Interrupts.IsCtrlC)
            return false;

        await context.Host.Error.WriteAsync("Cancel the job? [y/N] (Ctrl+C again quits at once) ");
        var answer = await context.Host.Input().ReadLineAsync();
        return answer?.Trim().ToUpperInvariant() is "Y" or "YES";
    }

    private static async Task<ToolException> CancelAsync(GenerationJob job, JobReport report, string continues)
    {
        try
        {
            var canceled = await job.CancelAsync();
            report.Status = canceled.Facts().Status.Value;
            return Interrupted($"Job {job.Id} is {canceled.Facts().Status}.");
        }
        catch (SeedanceException rejected)
        {
            return Interrupted($"Job {job.Id} could not be cancelled: {rejected.Message} {continues}", rejected);
        }
    }

    private static ToolException Interrupted(string message, Exception? cause = null) => new(ExitCode.Interrupted, message, cause);
}
