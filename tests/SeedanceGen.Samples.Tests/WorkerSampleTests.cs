using SeedanceGen.Testing;

namespace SeedanceGen.Samples.Tests;

[Trait("Category", "Slow")]
public sealed class WorkerSampleTests
{
    [UnixFact]
    public async Task The_worker_sample_makes_each_line_once_over_two_runs()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        using var sample = new SampleProcess("worker", "WorkerSample", server);
        await File.WriteAllLinesAsync(sample.At("requests.jsonl"), [Request("A river at dawn"), Request("The same river at night")]);

        var first = await sample.RunAsync();
        File.Delete(sample.At("videos/0002.mp4"));
        var second = await sample.RunAsync();

        first.ExitCode.ShouldBe(0, first.Error);
        var job = await File.ReadAllTextAsync(sample.At("videos/0002.job"));
        first.Output.ShouldContain($"Line 2: job {job} is saved as videos/0002.mp4.");
        second.ExitCode.ShouldBe(0, second.Error);
        File.Exists(sample.At("videos/0001.mp4")).ShouldBeTrue();
        File.Exists(sample.At("videos/0002.mp4")).ShouldBeTrue();
        server.Ledger.Charges.Count.ShouldBe(2, "the second run fetches the video that is gone, and pays for nothing");
    }

    [UnixFact]
    public async Task The_worker_sample_submits_no_line_again_whose_response_was_lost()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        server.Given(MockOperation.Submit).Respond(MockFault.ConnectionReset().AfterProcessing());
        using var sample = new SampleProcess("worker", "WorkerSample", server);
        await File.WriteAllLinesAsync(sample.At("requests.jsonl"), [Request("A river at dawn")]);

        var first = await sample.RunAsync();
        var second = await sample.RunAsync();
        await File.WriteAllTextAsync(sample.At("videos/0001.job"), server.Jobs.ShouldHaveSingleItem().RequestId);
        var third = await sample.RunAsync();

        first.ExitCode.ShouldBe(1, first.Error);
        second.ExitCode.ShouldBe(1, second.Error);
        second.Output.ShouldContain("0001.submitting");
        third.ExitCode.ShouldBe(0, third.Error);
        File.Exists(sample.At("videos/0001.mp4")).ShouldBeTrue();
        server.Ledger.Charges.Count.ShouldBe(1);
    }

    [UnixFact]
    public async Task The_worker_sample_goes_on_after_a_line_that_the_rules_refuse()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        using var sample = new SampleProcess("worker", "WorkerSample", server);
        var tooLong = """{"model":"seedance-2.0","prompt":"A river","duration":99}""";
        await File.WriteAllLinesAsync(sample.At("requests.jsonl"), [tooLong, Request("A lake")]);

        var (exitCode, output, error) = await sample.RunAsync();

        exitCode.ShouldBe(1, error);
        output.ShouldContain("Line 1 failed.");
        File.Exists(sample.At("videos/0002.mp4")).ShouldBeTrue(output);
        server.Jobs.ShouldHaveSingleItem().Request.Prompt.ShouldBe("A lake");
    }

    private static string Request(string prompt) => $$"""{"model":"seedance-2.0","prompt":"{{prompt}}","duration":5}""";
}
