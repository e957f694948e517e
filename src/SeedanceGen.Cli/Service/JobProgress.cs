using Spectre.Console;

namespace SeedanceGen.Cli.Service;

/// <summary>
/// Waits for a job and shows its progress: one line that is redrawn on a terminal, one line for each new status elsewhere.
/// </summary>
internal static class JobProgress
{
    // On a narrower terminal, the elapsed time would move the status to a second line.
    private const int MinWidthForDetails = 50;

    public static Task<VideoGeneration> WaitAsync(CommandContext context, GenerationJob job, WaitOptions options) =>
        context.Host.Terminal.IsLive
            ? WaitOnTerminalAsync(context, job, options)
            : job.WaitAsync(options, StatusLines(context.Output), context.Interrupt);

    private static Task<VideoGeneration> WaitOnTerminalAsync(CommandContext context, GenerationJob job, WaitOptions options)
    {
        var clock = context.Host.TimeProvider;
        var start = clock.GetTimestamp();
        var status = job.Status;
        return LiveArea.ShowAsync(
            context.Host,
            () => new Markup(Describe(job, status, clock.GetElapsedTime(start), context.Host.Terminal.Width))
            {
                Overflow = Overflow.Ellipsis,
            },
            redraw => job.WaitAsync(
                options,
                new SynchronousProgress<VideoGeneration>(generation =>
                {
                    status = generation.Status;
                    redraw();
                }),
                context.Interrupt));
    }

    private static string Describe(GenerationJob job, GenerationStatus? status, TimeSpan elapsed, int width)
    {
        var shown = LiveArea.StatusMarkup(status?.Value ?? "looking");
        if (width < MinWidthForDetails)
            return $"{shown} {Format.Elapsed(elapsed)}";

        var price = job.CreditsCharged is { } credits ? $"  {Format.Credits(credits)}" : string.Empty;
        return $"{Markup.Escape(Format.OneLine(job.Id))}  {shown}  {Format.Elapsed(elapsed)}{price}";
    }

    private static SynchronousProgress<VideoGeneration> StatusLines(ToolOutput output)
    {
        GenerationStatus? last = null;
        return new(generation =>
        {
            if (generation.Status == last)
                return;

            last = generation.Status;
            output.Note($"{generation.Facts().Id} {generation.Facts().Status}");
        });
    }
}

/// <summary>Handles each report at once and in order; <see cref="Progress{T}"/> guarantees neither.</summary>
internal sealed class SynchronousProgress<T>(Action<T> action) : IProgress<T>
{
    public void Report(T value) => action(value);
}
