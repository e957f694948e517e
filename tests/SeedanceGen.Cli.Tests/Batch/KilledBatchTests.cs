using System.Globalization;
using System.Text.Json.Nodes;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;
using Xunit.Abstractions;

namespace SeedanceGen.Cli.Tests.Batch;

/// <summary>Kills real processes of <c>batch</c>: no line is submitted twice, and no file is half written.</summary>
public sealed class KilledBatchTests(ITestOutputHelper log) : IDisposable
{
    private const int Lines = 300;
    private const int Kills = 60;
    private const int Seed = 20;
    private const double ChaosRate = 0.05;

    // Chaos leaves unfinished lines, which the next run continues.
    private const int MostLastRuns = 20;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_batch_that_is_killed_60_times_submits_no_line_twice_and_keeps_complete_files()
    {
        var random = new Random(Seed);
        using var moments = new KillMoments();
        await using var server = await SeedanceMockServer.StartAsync(Service(moments));
        await File.WriteAllLinesAsync(_folder.At("requests.jsonl"), Enumerable.Range(1, Lines).Select(Request));
        var start = TimeProvider.System.GetTimestamp();
        var early = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var tool = StartBatch(server);
            // Most kills hit a submission, where they matter most; the others hit any moment from the start of the process.
            if (kill % 5 == 4)
                await Task.Delay(random.Next(400));
            else
                await moments.AfterAsync(random.Next(1, 6), tool.Ended);
            await Task.Delay(TimeSpan.FromMicroseconds(random.Next(4000)));
            early += tool.HasExited ? 1 : 0;
            tool.Dispose();
            FilesShouldBeWhole();
        }

        await FinishAsync(server, [0, (int)ExitCode.OutcomeUnknown]);

        var outcomes = await OutcomesAsync();
        var accepted = AcceptedByLine(server);
        var unknown = outcomes.Where(line => line.Value == "unknown").Select(line => line.Key).ToList();
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        log.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Kills} kills ({early} came too late), {unknown.Count} unknown, {server.Jobs.Count} jobs, {seconds:0.0} s"));

        early.ShouldBeLessThan(Kills / 5);
        outcomes.Count.ShouldBe(Lines);
        foreach (var (line, outcome) in outcomes)
        {
            outcome.ShouldBeOneOf("saved", "unknown");
            var count = accepted.GetValueOrDefault(line);
            (outcome == "saved" ? count == 1 : count <= 1).ShouldBeTrue($"line {line} is {outcome} and has {count} jobs");
        }

        FilesShouldBeWhole();
        Directory.GetFiles(_folder.At("out"), "*.part").ShouldBeEmpty();
        await UnknownLinesAreSubmittedAgainOnlyWhenAskedAsync(server, unknown, accepted);
    }

    private async Task UnknownLinesAreSubmittedAgainOnlyWhenAskedAsync(
        SeedanceMockServer server, List<int> unknown, Dictionary<int, int> before)
    {
        await FinishAsync(server, [0, (int)ExitCode.OutcomeUnknown], "--retry-unknown");

        var after = AcceptedByLine(server);
        foreach (var line in Enumerable.Range(1, Lines))
        {
            var more = after.GetValueOrDefault(line) - before.GetValueOrDefault(line);
            (unknown.Contains(line) ? more <= 1 : more == 0).ShouldBeTrue($"line {line}: {more} more jobs");
        }

        unknown.Count(line => after.GetValueOrDefault(line) > before.GetValueOrDefault(line)).ShouldBeGreaterThan(unknown.Count / 2);
    }

    /// <summary>Runs the batch until every line is saved or unknown.</summary>
    private async Task FinishAsync(SeedanceMockServer server, int[] ends, params string[] options)
    {
        for (var run = 0; run < MostLastRuns; run++)
        {
            using var tool = StartBatch(server, run == 0 ? options : []);
            var (code, _, error) = await tool.EndAsync();
            var outcomes = await OutcomesAsync();
            if (outcomes.Values.All(outcome => outcome is "saved" or "unknown"))
            {
                ends.ShouldContain(code, error);
                return;
            }
        }

        Assert.Fail($"Not finished after {MostLastRuns} runs.");
    }

    private static SeedanceMockOptions Service(KillMoments moments) => new()
    {
        Lifecycle = JobLifecycle.AfterPolls(1),
        // Only faults without a delay; tests on a virtual clock cover the others.
        Chaos = new MockChaos(Seed, ChaosRate)
        {
            Faults =
            [
                MockFault.ConnectionReset().WithoutProcessing(), MockFault.ConnectionReset().AfterProcessing(),
                MockFault.ConnectionClosed().WithoutProcessing(), MockFault.ConnectionClosed(FaultPoint.InsideBody).AfterProcessing(),
                MockFault.TruncatedBody(), MockFault.MalformedJson(), MockFault.Status(500), MockFault.Status(503), MockFault.NoContent(),
            ],
        },
        Strict = false,
        Price = request =>
        {
            moments.Pass();
            return SeedanceMockOptions.DocumentedPrice(request);
        },
    };

    private ToolProcess StartBatch(SeedanceMockServer server, params string[] more) => ToolProcess.Start(
        _folder,
        server.BaseAddress,
        ["batch", "requests.jsonl", "-o", "out", "--max-concurrency", "4", "--poll-interval", "0.02", .. more]);

    private static string Request(int line) =>
        $$"""{"model":"seedance-2.0","prompt":"Line {{line}}","duration":5,"aspectRatio":"16:9"}""";

    private static Dictionary<int, int> AcceptedByLine(SeedanceMockServer server) => server.Jobs
        .GroupBy(job => int.Parse(job.Request.Prompt.AsSpan("Line ".Length), CultureInfo.InvariantCulture))
        .ToDictionary(group => group.Key, group => group.Count());

    private async Task<Dictionary<int, string>> OutcomesAsync()
    {
        var report = JsonNode.Parse(await File.ReadAllTextAsync(_folder.At(Path.Combine("out", "report.json"))))!;
        return report["results"]!.AsArray()
            .ToDictionary(line => line!["line"]!.GetValue<int>(), line => line!["outcome"]!.GetValue<string>());
    }

    /// <summary>All videos of the mock with the same aspect ratio have the same bytes.</summary>
    private void FilesShouldBeWhole()
    {
        if (!Directory.Exists(_folder.At("out")))
            return;

        var videos = Directory.GetFiles(_folder.At("out"), "*.mp4");
        if (videos.Length == 0)
            return;

        var first = File.ReadAllBytes(videos[0]);
        first.AsSpan(4, 4).SequenceEqual("ftyp"u8).ShouldBeTrue();
        first.Length.ShouldBe(Mp4.Length16x9);
        foreach (var video in videos)
            File.ReadAllBytes(video).AsSpan().SequenceEqual(first).ShouldBeTrue(video);
    }
}

/// <summary>Counts the jobs that the service accepts. It is called before the response is sent.</summary>
internal sealed class KillMoments : IDisposable
{
    private readonly SemaphoreSlim _passed = new(0);

    public void Pass() => _passed.Release();

    /// <summary>Waits for a number of acceptances, or for the end of the process that submits.</summary>
    public async Task AfterAsync(int acceptances, Task end)
    {
        while (_passed.CurrentCount > 0)
            await _passed.WaitAsync();

        using var given = new CancellationTokenSource();
        for (var i = 0; i < acceptances; i++)
        {
            var next = _passed.WaitAsync(given.Token);
            if (await Task.WhenAny(next, end) == next)
                continue;

            await given.CancelAsync();
            return;
        }
    }

    public void Dispose() => _passed.Dispose();
}
