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
        catch (Exception problem) when (problem is SeedanceException or JsonException)
        {
            Environment.ExitCode = 1;
            LogFailed(number, problem);
        }
    }

    /// <summary>
    /// The job of a line. Its id is written to a file as soon as it is known, so that the next run waits for the job instead of paying for
    /// another.
    /// </summary>
    private async Task<GenerationJob> FindOrSubmitAsync(string idFile, string line, CancellationToken cancellationToken)
    {
        if (File.Exists(idFile))
            return client.GetJob(await File.ReadAllTextAsync(idFile, cancellationToken));

        var request = JsonSerializer.Deserialize(line, SeedanceJsonContext.Default.VideoGenerationRequest)!;
        var job = await client.SubmitAsync(request, cancellationToken);
        await File.WriteAllTextAsync(idFile, job.Id, CancellationToken.None);
        return job;
    }

    [LoggerMessage(1, LogLevel.Information, "Line {Line}: job {JobId} is saved as {File}.")]
    private partial void LogSaved(int line, string jobId, string file);

    [LoggerMessage(2, LogLevel.Error, "Line {Line} failed.")]
    private partial void LogFailed(int line, Exception problem);
}
