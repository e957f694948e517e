using System.Text.Json;
using Microsoft.Extensions.Options;
using SeedanceGen;

namespace WorkerSample;

/// <summary>Makes a video of each line of a file, and stops the host when all are done.</summary>
internal sealed partial class BatchWorker(
    ISeedanceClient client, IOptions<BatchOptions> options, IHostApplicationLifetime host, ILogger<BatchWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Directory.CreateDirectory(options.Value.Folder);
        var lines = await File.ReadAllLinesAsync(options.Value.File, stoppingToken);
        var work = new ParallelOptions { MaxDegreeOfParallelism = options.Value.MaxConcurrency, CancellationToken = stoppingToken };
        await Parallel.ForEachAsync(lines.Index(), work, async (line, token) => await MakeAsync(line.Index + 1, line.Item, token));
        host.StopApplication();
    }

    private async Task MakeAsync(int number, string line, CancellationToken cancellationToken)
    {
        var video = Path.Combine(options.Value.Folder, $"{number:0000}.mp4");
        if (File.Exists(video))
            return;

        try
        {
            var job = await FindOrSubmitAsync(Path.ChangeExtension(video, ".job"), line, cancellationToken);
            await job.WaitAsync(cancellationToken: cancellationToken);
            await job.DownloadAsync(video, cancellationToken);
            LogSaved(number, job.Id, video);
        }
        catch (Exception problem) when (problem is SeedanceException or JsonException or IOException or InvalidDataException)
        {
            Environment.ExitCode = 1;
            LogFailed(number, problem);
        }
    }

    /// <summary>
    /// Finds or submits the job of a line. It writes a mark before the submission, and replaces the mark by the id of the job. So the next
    /// run waits for that job, and submits no line whose outcome is not known.
    /// </summary>
    private async Task<GenerationJob> FindOrSubmitAsync(string idFile, string line, CancellationToken cancellationToken)
    {
        if (File.Exists(idFile))
            return client.GetJob(await File.ReadAllTextAsync(idFile, cancellationToken));

        var mark = Path.ChangeExtension(idFile, ".submitting");
        if (File.Exists(mark))
            throw new InvalidDataException(
                $"It was submitted before, and it is not known whether that job exists. Look for it: write its id to {idFile}, "
                    + $"or delete {mark} when there is none.");

        var request = JsonSerializer.Deserialize(line, SeedanceJsonContext.Default.VideoGenerationRequest)!;
        cancellationToken.ThrowIfCancellationRequested();
        await File.WriteAllTextAsync(mark, line, CancellationToken.None);
        try
        {
            // No token: only the response has the id of a job that is paid for.
            var job = await client.SubmitAsync(request, CancellationToken.None);
            await File.WriteAllTextAsync(idFile, job.Id, CancellationToken.None);
            File.Delete(mark);
            return job;
        }
        catch (SeedanceException refused) when (refused.SubmissionWasNotCharged)
        {
            File.Delete(mark);
            throw;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Line {Line}: job {JobId} is saved as {File}.")]
    private partial void LogSaved(int line, string jobId, string file);

    [LoggerMessage(2, LogLevel.Error, "Line {Line} failed.")]
    private partial void LogFailed(int line, Exception problem);
}
