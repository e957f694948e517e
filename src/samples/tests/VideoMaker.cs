using SeedanceGen;

namespace TestsSample;

/// <summary>The code under test: it makes a video and saves it. Yours is in a project of its own.</summary>
public sealed class VideoMaker(ISeedanceClient client, WaitOptions? wait = null)
{
    /// <summary>Makes a video of five seconds.</summary>
    /// <returns>What it cost, in credits.</returns>
    public async Task<int?> MakeAsync(string prompt, string path, CancellationToken cancellationToken)
    {
        var request = VideoRequest.Seedance20(prompt).WithDuration(5).Build();
        var job = await client.SubmitAsync(request, cancellationToken);
        await job.WaitAsync(wait, cancellationToken: cancellationToken);
        await job.DownloadAsync(path, cancellationToken);
        return job.CreditsCharged;
    }
}
