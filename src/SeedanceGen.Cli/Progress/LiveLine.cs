using SeedanceGen.Cli.Hosting;
using SeedanceGen.Cli.Output;
using Spectre.Console;

namespace SeedanceGen.Cli.Progress;

/// <summary>A line on the terminal that shows a job's status, the time that has passed and the price, and is gone when the job is finished.</summary>
internal sealed class LiveLine(ToolHost host)
{
    // Below this width the clock would push the status to another line.
    private const int RoomForTheClock = 50;

    public Task<VideoGeneration> ShowAsync(GenerationJob job, Func<IProgress<VideoGeneration>, Task<VideoGeneration>> wait)
    {
        var start = host.TimeProvider.GetTimestamp();
        var status = job.Status;
        return LiveArea.ShowAsync(
            host,
            () => new Markup(Describe(job, status, host.TimeProvider.GetElapsedTime(start))) { Overflow = Overflow.Ellipsis },
            redraw => wait(new ForEach(generation =>
            {
                status = generation.Status;
                redraw();
            })));
    }

    private string Describe(GenerationJob job, GenerationStatus? status, TimeSpan elapsed)
    {
        var shown = StatusStyle.Of(status?.Value ?? "looking");
        if (host.Terminal.Width < RoomForTheClock)
            return $"{shown} {Clock.Of(elapsed)}";

        var price = job.CreditsCharged is { } credits ? $"  {Price.InWords(credits)}" : string.Empty;
        return $"{Markup.Escape(OneLine.Of(job.Id))}  {shown}  {Clock.Of(elapsed)}{price}";
    }
}
