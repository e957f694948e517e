using ConsoleSample;
using SeedanceGen;

if (args is not [var prompt, var file, .. var media])
{
    Console.Error.WriteLine("usage: ConsoleSample PROMPT FILE [MEDIA…]");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
if (!Directory.Exists(folder))
{
    Console.Error.WriteLine($"There is no folder {folder}. No job was submitted.");
    return 2;
}

await using var client = new SeedanceClient();      // the key comes from SEEDANCE_API_KEY
GenerationJob? job = null;
try
{
    var request = VideoRequest.Seedance20(prompt).WithDuration(5).WithResolution(Resolution.P720);
    if (media.Length > 0)
        request = request.WithMediaUrls([.. await LocalMedia.PublishAsync(media, stop.Token)]);
    job = await client.SubmitAsync(request.Build(), stop.Token);
    Console.WriteLine($"{job.Id} costs {job.CreditsCharged} credits");

    await job.WaitAsync(cancellationToken: stop.Token);
    var bytes = await job.DownloadAsync(file, stop.Token);
    Console.WriteLine($"{file}: {bytes} bytes");
    return 0;
}
catch (SubmissionOutcomeUnknownException unknown)
{
    Console.Error.WriteLine($"Look whether the job exists before you submit again. {unknown.Message}");
    return 3;
}
catch (OperationCanceledException canceled) when (canceled.InnerException is SubmissionOutcomeUnknownException unknown)
{
    Console.Error.WriteLine($"Look whether the job exists before you submit again. {unknown.Message}");
    return 130;
}
catch (Exception problem)
{
    // The message names a job that is paid for, because its video can still be fetched.
    Console.Error.WriteLine(problem.Message);
    Console.Error.WriteLine(job is null ? "No job was submitted." : $"Job {job.Id} is paid for. Read it by client.GetJob(\"{job.Id}\").");
    return problem is OperationCanceledException ? 130 : 1;
}
