using SeedanceGen.Cli.Commands;
using SeedanceGen.Cli.Reports;

namespace SeedanceGen.Cli.Jobs;

/// <summary>What becomes of an accepted job when Ctrl+C ends the command.</summary>
internal sealed class Interruption(CommandContext context, ServiceSession session, JobReport report)
{
    /// <summary>Asks whether to cancel the job when somebody can answer, and says in any case which job it is.</summary>
    public async Task<InterruptedException> SettleAsync(GenerationJob job)
    {
        if (job.Latest is { } latest)
            report.Read(latest);
        if (job.Status is { IsTerminal: true } status)
            return new InterruptedException($"Interrupted. Job {job.Id} has {status}, and its video is at {job.Latest?.Output?.Url}.");

        context.Output.Note($"Interrupted. Job {job.Id} is {job.Status}.");
        return await IsToBeCancelledAsync() ? await CancelAsync(job) : new InterruptedException(GoesOn(job));
    }

    private async Task<bool> IsToBeCancelledAsync()
    {
        if (!context.Host.Terminal.CanAsk)
            return false;

        await context.Host.Error.WriteAsync("Cancel the job? [y/N] (Ctrl+C again leaves at once) ");
        var answer = await context.Host.Input().ReadLineAsync();
        return answer?.Trim().ToUpperInvariant() is "Y" or "YES";
    }

    private async Task<InterruptedException> CancelAsync(GenerationJob job)
    {
        try
        {
            var cancelled = await job.CancelAsync();
            report.Status = cancelled.Status.Value;
            return new InterruptedException($"Job {job.Id} is {cancelled.Status}.");
        }
        catch (SeedanceException refused)
        {
            return new InterruptedException($"Job {job.Id} could not be cancelled: {refused.Message} {GoesOn(job)}", refused);
        }
    }

    private string GoesOn(GenerationJob job) => session.IsMock
        ? $"Job {job.Id} ends with the mock that played it; nothing was charged."
        : $"Job {job.Id} goes on. Take it up again with: seedance wait {job.Id}";
}
