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

await using var client = new SeedanceClient();      // the key comes from SEEDANCE_API_KEY
try
{
    var request = VideoRequest.Seedance20(prompt).WithDuration(5).WithResolution(Resolution.P720);
    if (media.Length > 0)
        request = request.WithMediaUrls([.. await LocalMedia.PublishAsync(media, stop.Token)]);
    var job = await client.SubmitAsync(request.Build(), stop.Token);
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
catch (SeedanceException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
catch (Exception unpublished) when (unpublished is ArgumentException or IOException or HttpRequestException)
{
    Console.Error.WriteLine($"No job was submitted. {unpublished.Message}");
    return 1;
}
catch (OperationCanceledException canceled)
{
    Console.Error.WriteLine((canceled.InnerException ?? canceled).Message);     // says what is known of the job
    return 130;
}
