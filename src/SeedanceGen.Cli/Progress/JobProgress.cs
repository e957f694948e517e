using SeedanceGen.Cli.Commands;

namespace SeedanceGen.Cli.Progress;

/// <summary>Waits for a job and shows how it goes: a line that lives on a terminal, a line for each new status elsewhere.</summary>
internal sealed class JobProgress(CommandContext context)
{
    public Task<VideoGeneration> WaitAsync(GenerationJob job, WaitOptions options)
    {
        var pressed = context.Host.Interrupts.Pressed;
        return context.Host.Terminal.IsLive
            ? new LiveLine(context.Host).ShowAsync(job, progress => job.WaitAsync(options, progress, pressed))
            : job.WaitAsync(options, new StatusLines(context.Output), pressed);
    }
}
