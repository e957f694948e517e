using System.Text;

namespace SeedanceGen.Tests.Configuration;

/// <summary>One run through all that a client does, without a socket and without real time, written down as text.</summary>
internal static class OptionScenario
{
    private static readonly Uri Cdn = new("https://cdn.example.com");

    public static async Task<string> RunAsync(
        Func<SeedanceClientOptions, SeedanceClientOptions>? change = null, Func<DownloadOptions, DownloadOptions>? changeDownload = null)
    {
        var (transcript, clock) = (new StringBuilder(), new SkippingClock(TimeSpan.FromSeconds(30)));
        var options = new SeedanceClientOptions
        {
            ApiKey = "sd2_live_test",
            BaseAddress = new Uri("https://api.example.com"),
            TimeProvider = clock.Time,
            HttpHandler = new ScriptedHandler(transcript),
            Random = static () => 0.5,
            WaitDefaults = new WaitOptions { WebhookPollInterval = TimeSpan.FromSeconds(20), Timeout = TimeSpan.FromMinutes(6) },
        };
        options = change?.Invoke(options) ?? options;
        var download = changeDownload?.Invoke(new DownloadOptions()) ?? new DownloadOptions();

        await using var client = new SeedanceClient(options) { ReceivesWebhooks = true };
        await TryAsync(transcript, clock, () => client.ListModelsAsync());
        await TryAsync(transcript, clock, () => client.GetAsync("req_large"));
        await TryAsync(transcript, clock, () => client.GenerateAsync(Requests.River));
        await TryAsync(
            transcript, clock, () => client.GenerateAsync(Requests.River with { WebhookUrl = new Uri("https://hooks.example.com/1") }));
        await TryAsync(transcript, clock, () => client.WaitAsync("req_hangs"));
        await TryAsync(transcript, clock, () => client.WaitAsync("req_odd"));
        await TryAsync(transcript, clock, () => client.WaitAsync("req_unknown"));
        await TryAsync(transcript, clock, () => client.DownloadAsync(Finished("whole.mp4"), new MemoryStream(), download));
        await TryAsync(transcript, clock, () => client.DownloadAsync(Finished("broken.mp4"), new MemoryStream(), download));
        await TryAsync(transcript, clock, () => client.DownloadAsync(Finished("page.mp4"), new MemoryStream(), download));
        foreach (var (timeout, count) in clock.Timeouts.OrderBy(timer => timer.Key))
            transcript.AppendLine(FormattableString.Invariant($"timeouts of {timeout}: {count}"));
        return transcript.ToString();
    }

    private static VideoGeneration Finished(string video) =>
        new()
        {
            Success = true,
            RequestId = "req_done",
            Status = GenerationStatus.Succeeded,
            Output = new VideoOutput { Url = new Uri(Cdn, video) }
        };

    private static async Task TryAsync(StringBuilder transcript, SkippingClock clock, Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (SeedanceException exception)
        {
            transcript.AppendLine(
                FormattableString.Invariant($"{exception.GetType().Name} {(exception as GenerationTimeoutException)?.JobOutcome}"));
        }

        transcript.AppendLine(FormattableString.Invariant($"at {clock.Time.GetUtcNow():O}"));
    }
}
