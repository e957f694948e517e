using Spectre.Console;

namespace SeedanceGen.Cli.Service;

/// <summary>
/// Waits for a job and shows its progress: one line that is redrawn on a terminal, one line for each new status elsewhere.
/// </summary>
internal static class JobProgress
{
    // On a narrower terminal, the elapsed time would move the status to a second line.
    private const int MinWidthForDetails = 50;

    /// <summary>Waits. When that ends before the job does, the error names the command that waits again: the job is paid for.</summary>
    /// <exception cref="ToolException">The wait ended, and the job did not.</exception>
    /// <exception cref="GenerationException">The job ended without a video, or its link did not come.</exception>
    public static async Task<VideoGeneration> WaitAsync(
        CommandContext context, ServiceSession session, GenerationJob job, WaitOptions options, JobReport report)
    {
        try
        {
            var video = context.Host.Terminal.IsLive
                ? await WaitOnTerminalAsync(context, job, options)
                : await job.WaitAsync(options, StatusLines(context.Output), context.Interrupt);
            report.Read(video);
            return video.Facts() is { NamesLink: true, Link: null } ? throw VideoUnavailableException.For(video) : video;
        }
        catch (GenerationException ended) when (!IsUnfinished(ended))
        {
            report.Read(ended.Generation);
            throw;
        }
        catch (Exception unfinished) when (IsUnfinished(unfinished))
        {
            if (job.Latest is { } latest)
                report.Read(latest);
            throw Unfinished(unfinished, WaitAgain(session, job));
        }
    }

    /// <summary>How to go on with a job that had not ended when the wait ended.</summary>
    public static string WaitAgain(ServiceSession session, GenerationJob job) => session.IsMock
        ? "The job ends with the mock; nothing was charged."
        : $"To wait for it again, run: seedance wait {job.Id}";

    /// <summary>The error with what to do next, and its own exit code.</summary>
    public static ToolException Unfinished(Exception error, string next)
    {
        var failure = Failure.Of(error);
        return new ToolException(failure.Code, $"{string.Join(' ', failure.Lines)} {next}", error);
    }

    /// <summary>Whether the job may go on, or has succeeded and lacks only the link.</summary>
    private static bool IsUnfinished(Exception exception) => exception switch
    {
        VideoUnavailableException => true,
        GenerationException or OperationCanceledException => false,
        _ => true,
    };

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
