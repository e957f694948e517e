using SeedanceGen.Testing;
using SeedanceGen.TestKit.Mock;

namespace SeedanceGen.Samples.Tests;

[Trait("Category", "Slow")]
public sealed class ConsoleSampleTests
{
    [UnixFact]
    public async Task The_console_sample_saves_the_video_and_names_its_price()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        using var sample = new SampleProcess("console", "ConsoleSample", server);

        var (exitCode, output, error) = await sample.RunAsync();

        exitCode.ShouldBe(0, error);
        var job = server.Jobs.ShouldHaveSingleItem();
        output.ShouldBe($"{job.RequestId} costs 40 credits\nriver.mp4: {new FileInfo(sample.At("river.mp4")).Length} bytes\n");
        server.Ledger.ShouldHaveChargedOnce(40);
    }

    [UnixFact]
    public async Task The_console_sample_publishes_local_files_as_media()
    {
        await using var storage = new StorageStandIn();
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        using var sample = new SampleProcess("console", "ConsoleSample", server);
        await File.WriteAllTextAsync(sample.At("boat.png"), "picture");

        var (exitCode, _, error) = await sample.RunAsync("boat.png", new Dictionary<string, string>
        {
            ["MEDIA_BUCKET"] = "media",
            ["MEDIA_ENDPOINT"] = storage.Address.AbsoluteUri,
            ["MEDIA_PUBLIC_URL"] = "https://media.example.com",
            ["AWS_ACCESS_KEY_ID"] = "access",
            ["AWS_SECRET_ACCESS_KEY"] = "secret",
            ["AWS_REGION"] = "us-east-1",
        });

        exitCode.ShouldBe(0, error);
        storage.Objects.ShouldHaveSingleItem();
        server.Ledger.ShouldHaveChargedOnce(64);
    }

    [UnixFact]
    public async Task The_console_sample_names_the_job_when_its_video_cannot_be_saved()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        using var sample = new SampleProcess("console", "ConsoleSample", server);
        Directory.CreateDirectory(sample.At("river.mp4"));

        var (exitCode, _, error) = await sample.RunAsync();

        exitCode.ShouldBe(1, error);
        error.ShouldContain($"Job {server.Jobs.ShouldHaveSingleItem().RequestId} is paid for.");
        error.ShouldNotContain("No job was submitted");
    }

    [UnixFact]
    public async Task The_console_sample_submits_nothing_for_a_medium_that_is_missing()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var sample = new SampleProcess("console", "ConsoleSample", server);

        var (exitCode, _, error) = await sample.RunAsync("none.png", new Dictionary<string, string> { ["MEDIA_BUCKET"] = "media" });

        exitCode.ShouldBe(1, error);
        error.ShouldContain("No job was submitted.");
        server.Jobs.ShouldBeEmpty();
    }

    [UnixFact]
    public async Task The_console_sample_says_that_a_job_may_have_been_charged()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        server.Given(MockOperation.Submit).Respond(MockFault.ConnectionReset().AfterProcessing());
        using var sample = new SampleProcess("console", "ConsoleSample", server);

        var (exitCode, _, error) = await sample.RunAsync();

        exitCode.ShouldBe(3, error);
        error.ShouldContain("Look whether the job exists before you submit again.");
        server.Ledger.Charges.Count.ShouldBe(1);
    }
}
