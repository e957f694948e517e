using SeedanceGen.Cli.Commands;
using SeedanceGen.Cli.Output;
using SeedanceGen.Cli.Progress;
using SeedanceGen.Cli.Reports;

namespace SeedanceGen.Cli.Jobs;

/// <summary>One run of <c>generate</c>: all checks that cost nothing, then the submission, the wait and the download.</summary>
internal sealed class GenerateRun(CommandContext context, JobReport report)
{
    public async Task RunAsync(GenerateInput input)
    {
        if (input.Request.Validate() is { Count: > 0 } violations)
            throw new SeedanceValidationException(violations);

        var file = VideoFile.Prepare(input.File, context.Host.Folder);
        await using var session = await ServiceSession.OpenAsync(context, input.Mock);
        var job = await new Submission(context, report).SubmitAsync(session.Client, input.Request);
        context.Output.Result($"{job.Id} accepted, {Price.InWords(job.CreditsCharged)}");
        try
        {
            var video = await new JobProgress(context).WaitAsync(job, input.Wait(session.Wait));
            report.Read(video);
            await new VideoDownload(context, report).SaveAsync(job, video, file);
        }
        catch (OperationCanceledException) when (context.Host.Interrupts.Pressed.IsCancellationRequested)
        {
            throw await new Interruption(context, session, report).SettleAsync(job);
        }

        if (input.Open && !context.Host.Show(report.File!))
            context.Output.Note($"There is no program here to play the video with: open {report.File} yourself.");
    }
}
