using SeedanceGen.Tests.Downloads;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Configuration;

/// <summary>
/// The options of one call are validated like those of the client, before anything is sent and so before anything is paid for.
/// </summary>
public sealed class CallOptionTests
{
    private static readonly WaitOptions Fine = new();

    public static TheoryData<string, WaitOptions, string> Waits => new()
    {
        { "WaitOptions.PollInterval", Fine with { PollInterval = TimeSpan.Zero }, "00:00:00" },
        { "WaitOptions.PollInterval", Fine with { PollInterval = TimeSpan.FromSeconds(-1) }, "-00:00:01" },
        { "WaitOptions.MaxPollInterval", Fine with { MaxPollInterval = TimeSpan.FromSeconds(1) }, "00:00:01" },
        { "WaitOptions.MaxPollInterval", Fine with { MaxPollInterval = TimeSpan.MaxValue }, "10675199" },
        { "WaitOptions.WebhookPollInterval", Fine with { WebhookPollInterval = TimeSpan.Zero }, "00:00:00" },
        { "WaitOptions.Timeout", Fine with { Timeout = TimeSpan.Zero }, "00:00:00" },
        { "WaitOptions.Timeout", Fine with { Timeout = TimeSpan.FromDays(50) }, "50.00:00:00" },
        { "WaitOptions.OnTimeoutOrCancel", Fine with { OnTimeoutOrCancel = (UnfinishedJobAction)7 }, "7" },
    };

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task A_wait_that_cannot_go_well_is_refused_before_anything_is_sent(string option, WaitOptions options, string value)
    {
        var handler = new QueueHandler(new StepClock(), InMemory.Accepted);
        await using var client = handler.CreateClient();

        foreach (var call in new Func<Task>[]
                 {
                     () => client.WaitAsync("req_1", options), () => client.GetJob("req_1").WaitAsync(options),
                     () => client.GenerateAsync(Requests.River, options),
                     async () => await client.WatchAsync("req_1", options).GetAsyncEnumerator().MoveNextAsync(),
                     async () => await client.GetJob("req_1").WatchAsync(options).GetAsyncEnumerator().MoveNextAsync(),
                     async () => await client.GenerateManyAsync([Requests.River], 1, options).GetAsyncEnumerator().MoveNextAsync(),
                 })
        {
            var error = (await Record.ExceptionAsync(call)).ShouldBeOfType<SeedanceConfigurationException>();
            error.Setting.ShouldBe(option);
            error.Message.ShouldContain($"{option} is {value}");
            error.Message.ShouldContain("accepted is");
            error.Message.ShouldContain("correct the option");
        }

        handler.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_download_that_cannot_go_well_is_refused_before_anything_is_fetched()
    {
        using var scene = new DownloadScene();
        var host = new QueueHandler(scene.Clock, InMemory.Video(scene.Video));

        foreach (var (option, options) in new[]
                 {
                     ("DownloadOptions.MaxBytes is 0", new DownloadOptions { MaxBytes = 0 }),
                     ("DownloadOptions.MaxBytes is -1", new DownloadOptions { MaxBytes = -1 }),
                     ("DownloadOptions.MaxAttempts is 0", new DownloadOptions { MaxAttempts = 0 }),
                 })
        {
            (await scene.DownloadAsync(host, options)).ShouldBeOfType<SeedanceConfigurationException>().Message.ShouldContain(option);
            (await scene.DownloadAsync(host, new MemoryStream(), options)).ShouldBeOfType<SeedanceConfigurationException>();
        }

        host.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_batch_of_none_at_a_time_is_refused()
    {
        var handler = new QueueHandler(new StepClock(), InMemory.Accepted);
        await using var client = handler.CreateClient();

        Should.Throw<ArgumentOutOfRangeException>(
            () => client.GenerateManyAsync([Requests.River], maxConcurrency: 0)).Message.ShouldContain("maxConcurrency");

        handler.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/foo")]
    [InlineData("foo")]
    [InlineData("http://[")]
    [InlineData("www.example.com")]
    public void A_base_address_that_is_not_absolute_is_called_that(string text)
    {
        var error = Should.Throw<SeedanceConfigurationException>(() => new SeedanceClient(
            "sd2_live_test", new SeedanceClientOptions
            {
                BaseAddress = Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var address)
                ? address : new Uri("/", UriKind.Relative)
            }));

        error.Message.ShouldContain("not an absolute address");
        error.Message.ShouldNotContain("not HTTPS");
    }
}
