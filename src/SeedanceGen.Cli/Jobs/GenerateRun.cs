using System.Globalization;
using SeedanceGen.Cli.Commands;
using SeedanceGen.Cli.Progress;

namespace SeedanceGen.Cli.Jobs;

/// <summary>One run of <c>generate</c>: all checks that cost nothing, then the submission, the wait and the download.</summary>
internal sealed class GenerateRun(CommandContext context)
{
    public async Task RunAsync(GenerateInput input)
    {
        if (input.Request.Validate() is { Count: > 0 } violations)
            throw new SeedanceValidationException(violations);

        var file = VideoFile.Prepare(input.File, context.Host.Folder);
        await using var session = await ServiceSession.OpenAsync(context.Host, input.Mock);
        if (session.IsMock)
            context.Output.Note("The service is played in this process (--mock): nothing is sent to it, and no credits are spent.");

        var job = await SubmitAsync(session, input.Request);
        try
        {
            var video = await new JobProgress(context).WaitAsync(job, session.Wait);
            context.Report.Read(video);
            await DownloadAsync(job, video, file);
        }
        catch (OperationCanceledException) when (context.Host.Interrupts.Pressed.IsCancellationRequested)
        {
            throw await new Interruption(context, session).SettleAsync(job);
        }
    }

    private async Task<GenerationJob> SubmitAsync(ServiceSession session, VideoGenerationRequest request)
    {
        var job = await new Submission(context).SubmitAsync(session.Client, request);
        context.Report.RequestId = job.Id;
        context.Report.Status = job.Status?.Value;
        context.Report.CreditsCharged = job.CreditsCharged;
        var price = job.CreditsCharged is { } credits
            ? string.Create(CultureInfo.InvariantCulture, $"{credits} {(credits == 1 ? "credit" : "credits")}")
            : "price not named";
        context.Output.Result($"{job.Id} accepted, {price}");
        return job;
    }

    private async Task DownloadAsync(GenerationJob job, VideoGeneration video, VideoFile file)
    {
        var path = file.FullPathFor(job.Id);
        try
        {
            context.Report.Bytes = await job.DownloadAsync(path, context.Host.Interrupts.Pressed);
            context.Report.File = path;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new FileNotWrittenException(video, path, refused);
        }

        context.Output.Result(file.NameFor(job.Id));
    }
}
