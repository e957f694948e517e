using System.Text.Json.Nodes;
using SeedanceGen.Cli.Batch;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Store;

/// <summary>Batches in a store, and workers, on SQLite and on PostgreSQL.</summary>
[Trait("Category", "Slow")]
public sealed class StoredBatchTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private SeedanceMockServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately });
        await WriteAsync(3);
    }

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    public void Dispose() => _folder.Dispose();

    [StoreTheory]
    [EachStore]
    public async Task Detached_lines_are_made_by_a_worker_and_listed(string kind)
    {
        var store = await TestStores.CreateAsync(kind, _folder);
        using var batch = Tool();
        (await batch.RunAsync("batch", "requests.jsonl", "--store", store, "--detach")).ShouldBe(ExitCode.Success, batch.Error);
        batch.OutputLines.ShouldHaveSingleItem().ShouldContain("3 of 3 lines put into");
        _server.Jobs.ShouldBeEmpty();

        using var worker = Tool();
        (await WorkAsync(worker, store, until: 3)).ShouldBe(ExitCode.Success, worker.Error);

        worker.OutputLines.Order().ShouldBe(Enumerable.Range(1, 3)
            .Select(line => $"requests-000{line} saved as {_folder.At($"videos/requests-000{line}.mp4")}"));
        for (var line = 1; line <= 3; line++)
            Mp4.ShouldBeWrittenTo(_folder.At($"videos/requests-000{line}.mp4"));
        _server.Jobs.Count.ShouldBe(3);

        using var list = Tool();
        (await list.RunAsync("jobs", "list", "--store", store, "--json")).ShouldBe(ExitCode.Success, list.Error);
        var jobs = list.Json["jobs"]!.AsArray();
        jobs.Select(job => job!["key"]!.GetValue<string>()).ShouldBe(["requests-0001", "requests-0002", "requests-0003"]);
        jobs.ShouldAllBe(job => job!["state"]!.GetValue<string>() == "handled" && job["creditsCharged"]!.GetValue<int>() == 40);
        jobs[0]!["prompt"]!.GetValue<string>().ShouldBe("Line 1");

        using var status = Tool();
        (await status.RunAsync("jobs", "status", "--store", store)).ShouldBe(ExitCode.Success, status.Error);
        ShouldHaveLine(status.OutputLines, "handled", " 3");
        ShouldHaveLine(status.OutputLines, "credits charged", " 120");
    }

    [StoreTheory]
    [EachStore]
    public async Task The_same_batch_again_pays_for_new_lines_only(string kind)
    {
        var store = await TestStores.CreateAsync(kind, _folder);
        using var tool = Tool();
        (await BatchAsync(tool, store)).ShouldBe(ExitCode.Success, tool.Error);
        tool.Json["saved"]!.GetValue<int>().ShouldBe(3);
        await WriteAsync(4);

        (await BatchAsync(tool.Anew(), store)).ShouldBe(ExitCode.Success, tool.Error);

        (tool.Json["enqueued"]!.GetValue<int>(), tool.Json["alreadyThere"]!.GetValue<int>()).ShouldBe((1, 3));
        (tool.Json["saved"]!.GetValue<int>(), tool.Json["creditsCharged"]!.GetValue<int>()).ShouldBe((4, 160));
        tool.Json["results"]!.AsArray().Select(line => line!["file"]!.GetValue<string>()).ShouldBe(
            ["requests-0001.mp4", "requests-0002.mp4", "requests-0003.mp4", "requests-0004.mp4"]);
        _server.Jobs.Count.ShouldBe(4);
        JsonNode.Parse(await File.ReadAllTextAsync(_folder.At("videos/report.json")))!["saved"]!.GetValue<int>().ShouldBe(4);
    }

    [StoreTheory]
    [EachStore]
    public async Task A_line_that_the_store_has_with_another_request_stops_the_batch_before_a_line_is_added(string kind)
    {
        var store = await TestStores.CreateAsync(kind, _folder);
        using var tool = Tool();
        await tool.RunAsync("batch", "requests.jsonl", "--store", store, "--detach");
        await File.WriteAllLinesAsync(_folder.At("requests.jsonl"), [LineOf(1), LineOf(7), LineOf(3), LineOf(4)]);

        (await tool.Anew().RunAsync("batch", "requests.jsonl", "--store", store, "--detach")).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("knows line 2 of the batch requests with another request");
        (await tool.Anew().RunAsync("jobs", "--store", store, "--json")).ShouldBe(ExitCode.Success, tool.Error);
        tool.Json["jobs"]!.AsArray().Count.ShouldBe(3);
        (await tool.Anew().RunAsync("batch", "requests.jsonl", "--store", store, "--detach", "--name", "other"))
            .ShouldBe(ExitCode.Success, tool.Error);
    }

    [StoreTheory]
    [EachStore]
    public async Task A_lost_response_is_unknown_until_a_person_resolves_it(string kind)
    {
        var store = await TestStores.CreateAsync(kind, _folder);
        await WriteAsync(1);
        _server.Given(MockOperation.Submit).Respond(MockFault.ConnectionClosed().AfterProcessing()).Nth(1);
        using var tool = Tool();

        (await BatchAsync(tool, store)).ShouldBe(ExitCode.OutcomeUnknown, tool.Error);

        tool.Json["results"]![0]!["outcome"]!.GetValue<string>().ShouldBe("unknown");
        tool.Error.ShouldContain("seedance jobs resolve");
        (await BatchAsync(tool.Anew(), store)).ShouldBe(ExitCode.OutcomeUnknown, tool.Error);
        _server.Jobs.Count.ShouldBe(1);

        (await tool.Anew().RunAsync("jobs", "resolve", "requests-0001", "--store", store)).ShouldBe(ExitCode.Usage);
        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("--accepted ID and --not-charged");
        (await tool.Anew().RunAsync("jobs", "resolve", "requests-0001", "--accepted", _server.Jobs[0].RequestId, "--store", store))
            .ShouldBe(ExitCode.Success, tool.Error);
        (await BatchAsync(tool.Anew(), store)).ShouldBe(ExitCode.Success, tool.Error);
        _server.Jobs.Count.ShouldBe(1);

        (await tool.Anew().RunAsync("jobs", "resolve", "requests-0001", "--not-charged", "--store", store)).ShouldBe(ExitCode.Usage);
        tool.Error.ShouldContain("Nothing changed.");
    }

    [StoreTheory]
    [EachStore]
    public async Task A_price_that_a_person_tells_makes_room_below_the_ceiling(string kind)
    {
        var store = await TestStores.CreateAsync(kind, _folder);
        await WriteAsync(1);
        _server.Given(MockOperation.Submit).Respond(MockFault.ConnectionClosed().AfterProcessing()).Nth(1);
        using var tool = Tool();
        await BatchAsync(tool, store, "--max-credits", "100");
        var resolve = new[] { "jobs", "resolve", "requests-0001", "--store", store, "--accepted", _server.Jobs[0].RequestId };
        (await tool.Anew().RunAsync("jobs", "resolve", "requests-0001", "--not-charged", "--credits", "40", "--store", store))
            .ShouldBe(ExitCode.Usage);
        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("--credits goes with --accepted");

        // Without a price the job holds the whole ceiling, and the price may be told later.
        (await tool.Anew().RunAsync(resolve)).ShouldBe(ExitCode.Success, tool.Error);
        (await StatusAsync("credits uncertain")).ShouldBe("100");
        (await tool.Anew().RunAsync([.. resolve, "--credits", "40"])).ShouldBe(ExitCode.Success, tool.Error);

        (await StatusAsync("credits uncertain")).ShouldBe("0");
        (await StatusAsync("credits charged")).ShouldBe("40");
        (await tool.Anew().RunAsync([.. resolve, "--credits", "50"])).ShouldBe(ExitCode.Usage);

        async Task<string> StatusAsync(string figure)
        {
            await tool.Anew().RunAsync("jobs", "status", "--store", store);
            return tool.OutputLines.First(line => line.StartsWith(figure, StringComparison.Ordinal))[figure.Length..].Trim();
        }
    }

    [StoreTheory]
    [EachStore]
    public async Task A_command_that_looks_at_a_store_makes_none(string kind)
    {
        var store = await TestStores.CreateAsync(kind, _folder);
        using var tool = Tool();

        // The second one finds what the first one has left behind.
        foreach (var command in new[] { "list", "status" })
        {
            (await tool.Anew().RunAsync("jobs", command, "--store", store)).ShouldBe(ExitCode.Usage);
            tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("--detach' makes");
        }
    }

    [StoreTheory]
    [EachStore]
    public async Task A_queued_job_is_canceled_at_once_and_never_submitted(string kind)
    {
        var store = await TestStores.CreateAsync(kind, _folder);
        await WriteAsync(2);
        using var tool = Tool();
        await tool.RunAsync("batch", "requests.jsonl", "--store", store, "--detach");

        (await tool.Anew().RunAsync("jobs", "cancel", "requests-0001", "--store", store)).ShouldBe(ExitCode.Success, tool.Error);
        ShouldHaveLine(tool.OutputLines, "state", "cancelled");

        (await BatchAsync(tool.Anew(), store)).ShouldBe(ExitCode.Rejected, tool.Error);
        tool.Json["results"]!.AsArray().Select(line => line!["outcome"]!.GetValue<string>()).ShouldBe(["notSubmitted", "saved"]);
        _server.Jobs.Count.ShouldBe(1);
        (await tool.Anew().RunAsync("jobs", "cancel", "requests-0009", "--store", store)).ShouldBe(ExitCode.Usage);
        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("has no job 'requests-0009'");
    }

    [Fact]
    public async Task A_line_whose_job_fails_is_charged_and_has_an_outcome_of_its_own()
    {
        await using var server = await SeedanceMockServer.StartAsync(
            new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately.EndingInFailure("too_blurry", "Nothing could be seen") });
        using var tool = ToolRun.Against(server).In(_folder);
        await WriteAsync(1);

        (await BatchAsync(tool, _folder.At("jobs.db"))).ShouldBe(ExitCode.JobFailed, tool.Error);

        tool.Json["results"]![0]!["outcome"]!.GetValue<string>().ShouldBe("failed");
        tool.Json["creditsCharged"]!.GetValue<int>().ShouldBe(40);
        ShouldHaveLine(tool.ErrorLines, "line 1: job", "Nothing could be seen)");
    }

    [Fact]
    public async Task A_line_that_the_service_refuses_is_not_charged_and_has_an_outcome_of_its_own()
    {
        await WriteAsync(1);
        _server.Given(MockOperation.Submit).Respond(MockFault.Status(400));
        using var tool = Tool();

        (await BatchAsync(tool, _folder.At("jobs.db"))).ShouldBe(ExitCode.Rejected, tool.Error);

        tool.Json["results"]![0]!["outcome"]!.GetValue<string>().ShouldBe("notSubmitted");
        tool.Json["creditsCharged"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_batch_and_the_store_keeps_its_jobs()
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Manually });
        using var tool = ToolRun.Against(server).In(_folder);
        tool.ErrorWriter.When("submitted", tool.Interrupts.Press);

        (await BatchAsync(tool, _folder.At("jobs.db"))).ShouldBe(ExitCode.Interrupted, tool.Error);

        tool.Json["error"]!["message"]!.GetValue<string>().ShouldContain("The store keeps them");
    }

    [Fact]
    public async Task A_batch_is_never_in_a_journal_and_in_a_store()
    {
        using var tool = Tool();
        (await tool.RunAsync("batch", "requests.jsonl", "-o", "videos")).ShouldBe(ExitCode.Success, tool.Error);
        (await BatchAsync(tool.Anew(), _folder.At("jobs.db"))).ShouldBe(ExitCode.Usage);
        tool.Error.ShouldContain("has a batch already");
        (await tool.Anew().RunAsync("batch", "requests.jsonl", "-o", "others", "--store", "jobs.db"))
            .ShouldBe(ExitCode.Success, tool.Error);

        (await tool.Anew().RunAsync("batch", "requests.jsonl", "-o", "others")).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("A store has the batch of this folder (jobs.db)");
        _server.Jobs.Count.ShouldBe(6);
        File.Exists(_folder.At($"others/{BatchJournal.FileName}")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_variable_alone_does_not_move_a_batch_from_its_journal_to_a_store()
    {
        using var tool = Tool().WithVariable(ToolSettings.StoreVariable, _folder.At("jobs.db"));

        (await tool.RunAsync("batch", "requests.jsonl", "-o", "videos")).ShouldBe(ExitCode.Success, tool.Error);

        File.Exists(_folder.At($"videos/{BatchJournal.FileName}")).ShouldBeTrue();
        File.Exists(_folder.At("jobs.db")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("--store does not go", "-o", "videos", "--mock")]
    [InlineData("jobs resolve", "-o", "videos", "--retry-unknown")]
    [InlineData("--submissions-per-second", "-o", "videos", "--max-concurrency", "2")]
    [InlineData("seedance worker -o", "--detach", "-o", "videos")]
    [InlineData("--max-credits", "--detach", "--max-credits", "10")]
    [InlineData("--name", "--detach", "--name", "a/b")]
    [InlineData("There is no --output")]
    public async Task Options_that_do_not_go_with_a_store_are_refused(string named, params string[] options)
    {
        using var tool = Tool();

        (await tool.RunAsync(["batch", "requests.jsonl", "--store", "jobs.db", .. options])).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain(named.Split(" does")[0]);
        File.Exists(_folder.At("jobs.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task Repeated_lines_are_refused_as_with_a_journal()
    {
        await File.WriteAllLinesAsync(_folder.At("requests.jsonl"), [LineOf(1), LineOf(1)]);
        using var tool = Tool();

        (await tool.RunAsync("batch", "requests.jsonl", "--store", "jobs.db", "--detach")).ShouldBe(ExitCode.Usage);

        tool.Error.ShouldContain("line 2 is the same request as line 1");
        (await tool.Anew().RunAsync("batch", "requests.jsonl", "--store", "jobs.db", "--detach", "--allow-duplicates"))
            .ShouldBe(ExitCode.Success, tool.Error);
    }

    [Fact]
    public async Task A_second_process_is_told_that_a_file_has_one_worker()
    {
        using var worker = Tool();
        using var other = Tool();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        worker.ErrorWriter.When("Working on", started.SetResult);
        var working = worker.RunAsync("worker", "--store", "jobs.db", "-o", "videos");
        await started.Task.WaitAsync(Bound);

        (await other.RunAsync("jobs", "list", "--store", "jobs.db")).ShouldBe(ExitCode.Usage);

        other.ErrorLines.ShouldHaveSingleItem().ShouldContain("Another process uses the store");
        worker.Interrupts.Press();
        (await working.WaitAsync(Bound)).ShouldBe(ExitCode.Success, worker.Error);
    }

    [Fact]
    public async Task A_worker_prints_an_object_for_each_job()
    {
        using var tool = Tool();
        await tool.RunAsync("batch", "requests.jsonl", "--store", "jobs.db", "--detach");

        (await WorkAsync(tool.Anew(), "jobs.db", until: 3, "--json")).ShouldBe(ExitCode.Success, tool.Error);

        tool.OutputLines.Length.ShouldBe(3);
        var first = JsonNode.Parse(tool.OutputLines[0])!.AsObject();
        first.Select(field => field.Key).ShouldBe(["key", "state", "requestId", "creditsCharged", "file"]);
        first["state"]!.GetValue<string>().ShouldBe("succeeded");
    }

    private static void ShouldHaveLine(string[] lines, string start, string end) => lines.ShouldContain(line =>
        line.StartsWith(start, StringComparison.Ordinal) && line.EndsWith(end, StringComparison.Ordinal));

    private static string LineOf(int number) => $$"""{"model":"seedance-2.0","prompt":"Line {{number}}","duration":5}""";

    private Task WriteAsync(int lines) => File.WriteAllLinesAsync(_folder.At("requests.jsonl"), Enumerable.Range(1, lines).Select(LineOf));

    private ToolRun Tool() => ToolRun.Against(_server).In(_folder);

    private static async Task<ExitCode> BatchAsync(ToolRun tool, string store, params string[] options) => await tool.RunAsync(
        ["batch", "requests.jsonl", "-o", "videos", "--store", store, "--poll-interval", "0.05", "--json", .. options]).WaitAsync(Bound);

    /// <summary>Runs a worker until it has told of some jobs.</summary>
    private static async Task<ExitCode> WorkAsync(ToolRun tool, string store, int until, params string[] options)
    {
        var told = 0;
        tool.OutputWriter.WhenWritten(_ =>
        {
            if (Interlocked.Increment(ref told) == until)
                tool.Interrupts.Press();
        });
        return await tool.RunAsync(["worker", "--store", store, "-o", "videos", "--poll-interval", "0.05", .. options]).WaitAsync(Bound);
    }
}
