using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Jobs;

/// <summary>A webhook that comes while a wait reads the job: what it reads may be older than the webhook.</summary>
public sealed class WebhookDuringReadTests
{
    private const string Processing = """{"success":true,"requestId":"req_1","status":"processing"}""";
    private const string Succeeded =
        """{"success":true,"requestId":"req_1","status":"succeeded","output":{"url":"https://cdn.example.com/river.mp4"}}""";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly WaitOptions ByWebhook = new()
    {
        ExpectWebhook = true,
        WebhookPollInterval = TimeSpan.FromHours(5),
        Timeout = Timeout.InfiniteTimeSpan,
    };

    [Fact]
    public async Task A_wait_reads_the_job_again_at_once()
    {
        using var wire = new RingingHandler(Processing, Succeeded);
        await using var client = wire.CreateClient();

        var finished = await client.WaitAsync("req_1", ByWebhook).WaitAsync(Limit);

        finished.Status.ShouldBe(GenerationStatus.Succeeded);
        wire.Reads.ShouldBe(2);
    }

    [Fact]
    public async Task A_watch_reads_the_job_again_at_once()
    {
        using var wire = new RingingHandler(Processing, Succeeded);
        await using var client = wire.CreateClient();

        List<GenerationStatus> seen = [];
        await foreach (var generation in client.WatchAsync("req_1", ByWebhook).WithCancellation(new CancellationTokenSource(Limit).Token))
            seen.Add(generation.Status);

        seen.ShouldBe([GenerationStatus.Processing, GenerationStatus.Succeeded]);
    }

    [Fact]
    public async Task Every_wait_for_the_job_reads_it_again_at_once()
    {
        using var wire = new RingingHandler(Processing, Processing, Succeeded, Succeeded) { RingAt = 2 };
        await using var client = wire.CreateClient();

        var waits = Enumerable.Range(0, 2).Select(_ => client.WaitAsync("req_1", ByWebhook)).ToList();

        await Task.WhenAll(waits).WaitAsync(Limit);
        wire.Reads.ShouldBe(4);
    }
}
