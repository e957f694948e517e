using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Mcp;

/// <summary><c>seedance mcp</c> as a client of the C# SDK sees it, in both revisions of the protocol.</summary>
public sealed class McpTests
{
    public static TheoryData<string> Revisions => [McpScene.OldRevision, McpScene.NewRevision];

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task The_tools_are_listed_with_what_they_do_to_the_world(string revision)
    {
        await using var scene = await McpScene.StartAsync(revision, arguments: ["-o", "videos"]);

        var tools = await scene.Client.ListToolsAsync();

        tools.Select(tool => tool.Name).ShouldBe(
            ["generate", "submit", "validate", "models", "get", "wait", "cancel", "download"], ignoreOrder: true);
        tools.Where(tool => tool.ProtocolTool.Annotations!.DestructiveHint == true).Select(tool => tool.Name)
            .ShouldBe(["generate", "submit", "cancel"], ignoreOrder: true);
        tools.Where(tool => tool.ProtocolTool.Annotations!.ReadOnlyHint == true).Select(tool => tool.Name)
            .ShouldBe(["validate", "models", "get", "wait"], ignoreOrder: true);
        tools.Where(tool => tool.ProtocolTool.Annotations!.IdempotentHint == false).Select(tool => tool.Name)
            .ShouldBe(["generate", "submit"], ignoreOrder: true);
        scene.Client.ServerInfo!.Name.ShouldBe("seedance");
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task A_client_that_cannot_ask_submits_nothing_without_a_ceiling(string revision)
    {
        await using var scene = await McpScene.StartAsync(revision);

        var (result, isError) = await scene.CallAsync("generate", McpScene.Documented);

        isError.ShouldBeTrue();
        KindOf(result).ShouldBe("consentRequired");
        scene.Service.Ledger.TotalCharged.ShouldBe(0);
        scene.Service.Journal.Count.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task A_client_that_cannot_ask_submits_up_to_the_ceiling_of_the_command_line(string revision)
    {
        await using var scene = await McpScene.StartAsync(revision, arguments: ["--max-credits", "40"]);

        var (first, _) = await scene.CallAsync("submit", McpScene.Documented);
        var (second, isError) = await scene.CallAsync("submit", McpScene.Documented);

        first.GetProperty("creditsCharged").GetInt32().ShouldBe(40);
        isError.ShouldBeTrue();
        KindOf(second).ShouldBe("creditLimit");
        scene.Service.Ledger.TotalCharged.ShouldBe(40);
        scene.Run.Error.ShouldContain($"{first.GetProperty("requestId").GetString()} accepted, 40 credits");
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task The_person_behind_the_client_is_asked_with_the_price_and_the_request(string revision)
    {
        ElicitRequestParams? asked = null;
        await using var scene = await McpScene.StartAsync(revision, question =>
        {
            asked = question;
            return McpScene.Yes(question);
        });

        var (result, isError) = await scene.CallAsync("submit", McpScene.Documented);

        isError.ShouldBeFalse(result.GetRawText());
        asked.ShouldNotBeNull().Message.ShouldContain("for 40 credits?");
        asked.Message.ShouldContain("A river");
        asked.RequestedSchema!.Properties["confirm"].Title.ShouldBe("Pay 40 credits");
        scene.Service.Ledger.TotalCharged.ShouldBe(40);
    }

    public static TheoryData<string, string, string> Refusals => new()
    {
        { McpScene.OldRevision, "decline", "{}" },
        { McpScene.OldRevision, "cancel", "{}" },
        { McpScene.OldRevision, "accept", "{}" },
        { McpScene.OldRevision, "accept", """{"confirm":false}""" },
        { McpScene.NewRevision, "decline", "{}" },
        { McpScene.NewRevision, "accept", """{"confirm":"yes"}""" },
    };

    /// <summary>A form that is sent back empty is no consent either.</summary>
    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task An_answer_that_is_no_clear_yes_costs_nothing(string revision, string action, string content)
    {
        await using var scene = await McpScene.StartAsync(revision, _ => new ElicitResult
        {
            Action = action,
            Content = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(content),
        });

        var (result, isError) = await scene.CallAsync("generate", McpScene.Documented);

        isError.ShouldBeTrue();
        KindOf(result).ShouldBe("declined");
        scene.Service.Ledger.TotalCharged.ShouldBe(0);
    }

    [Fact]
    public async Task Consent_does_not_lift_the_ceiling()
    {
        await using var scene = await McpScene.StartAsync(McpScene.OldRevision, McpScene.Yes, arguments: ["--max-credits", "39"]);

        var (result, _) = await scene.CallAsync("submit", McpScene.Documented);

        KindOf(result).ShouldBe("creditLimit");
        scene.Service.Ledger.TotalCharged.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public async Task Generate_tells_its_progress_and_saves_the_video_in_the_folder(string revision)
    {
        await using var scene = await McpScene.StartAsync(
            revision, lifecycle: JobLifecycle.AfterPolls(3), arguments: ["--max-credits", "40", "-o", "videos"]);
        const string Token = "of this call";
        var progress = new Recorder();
        await using var registration =
            scene.Client.RegisterNotificationHandler(NotificationMethods.ProgressNotification, progress.ReceiveAsync);

        var result = await scene.Client.CallToolAsync(new CallToolRequestParams
        {
            Name = "generate",
            Arguments = McpScene.Documented.ToDictionary(pair => pair.Key, pair => JsonSerializer.SerializeToElement(pair.Value)),
            Meta = new JsonObject { ["progressToken"] = Token },
        });

        var job = result.StructuredContent!.Value;
        job.GetProperty("status").GetString().ShouldBe("succeeded");
        var file = job.GetProperty("file").GetString()!;
        Path.GetDirectoryName(file).ShouldBe(Path.Combine(scene.Run.Folder.Root, "videos"));
        File.Exists(file).ShouldBeTrue();
        // The client hands each notification to the caller on a thread of its own: in another order, and some after the result.
        await progress.Processing.WaitAsync(TimeSpan.FromMinutes(1));
        progress.Values.ShouldAllBe(value => value.ProgressToken.ToString() == Token);
        progress.Values.Select(value => value.Progress.Progress).ShouldBeUnique();
        progress.Values.ShouldAllBe(value => value.Progress.Progress >= 1);
    }

    [Fact]
    public async Task A_job_that_takes_longer_than_the_wait_is_returned_unfinished_and_waited_for_again()
    {
        await using var scene = await McpScene.StartAsync(
            McpScene.OldRevision, lifecycle: JobLifecycle.Manually, arguments: ["--max-credits", "40", "--wait", "20"]);

        var (begun, isError) = await scene.CallAsync("generate", McpScene.Documented);
        var id = begun.GetProperty("requestId").GetString()!;
        scene.Service.GetJob(id).Succeed();
        var (finished, _) = await scene.CallAsync("wait", new() { ["requestId"] = id });

        isError.ShouldBeFalse();
        begun.GetProperty("isFinished").GetBoolean().ShouldBeFalse();
        finished.GetProperty("status").GetString().ShouldBe("succeeded");
        scene.Service.Ledger.TotalCharged.ShouldBe(40);
    }

    [Fact]
    public async Task The_key_is_in_no_result_and_not_on_standard_error()
    {
        var key = SeedanceMockOptions.DefaultApiKey;
        await using var scene = await McpScene.StartAsync(
            McpScene.OldRevision,
            lifecycle: JobLifecycle.AfterPolls(1).EndingInFailure("leak", $"{key} is not liked"),
            arguments: ["--max-credits", "40"]);

        var (result, _) = await scene.CallAsync("generate", McpScene.Documented);

        result.GetProperty("failure").GetString()!.ShouldEndWith("* is not liked");
        result.GetRawText().ShouldNotContain(key);
        scene.Run.Error.ShouldNotContain(key);
    }

    [Fact]
    public async Task Only_the_protocol_is_on_standard_output_and_the_end_of_the_input_ends_the_server()
    {
        await using var scene = await McpScene.StartAsync(McpScene.OldRevision, arguments: ["--max-credits", "40"]);
        await scene.CallAsync("submit", McpScene.Documented);

        (await scene.EndAsync()).ShouldBe(ExitCode.Success);

        scene.Run.Output.ShouldBeEmpty();
    }

    /// <summary>A host may end before it reads the result, and a job is paid for.</summary>
    [Fact]
    public async Task A_submitted_job_is_on_standard_error_even_with_quiet_and_in_the_history()
    {
        await using var scene = await McpScene.StartAsync(McpScene.OldRevision, arguments: ["--max-credits", "40", "--quiet"]);
        await scene.CallAsync("submit", McpScene.Documented);
        (await scene.EndAsync()).ShouldBe(ExitCode.Success);

        scene.Run.ErrorLines.ShouldBe(["req_0000000001 accepted, 40 credits"]);
        await scene.Run.Anew().RunAsync("jobs");
        scene.Run.OutputLines[1].ShouldStartWith("req_0000000001 ");
        scene.Run.OutputLines[1].ShouldEndWith("A river");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_and_a_missing_key_are_errors_before_the_protocol_begins()
    {
        using var run = new ToolRun();
        await File.WriteAllTextAsync(Path.Combine(run.Folder.Root, "taken"), "");

        (await run.RunAsync("mcp")).ShouldBe(ExitCode.Usage);
        (await run.RunAsync("mcp", "--mock", "-o", "taken")).ShouldBe(ExitCode.Usage);

        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain("There is no API key");
        run.Error.ShouldContain("--output is 'taken'");
    }

    private static string? KindOf(JsonElement result) => result.GetProperty("error").GetProperty("kind").GetString();

    /// <summary>
    /// Keeps the progress of calls. As a handler of the client it gets each notification. An <see cref="IProgress{T}"/> of the call
    /// would get only those that the client handles before the result, which may overtake some.
    /// </summary>
    private sealed class Recorder
    {
        private readonly ConcurrentQueue<ProgressNotificationParams> _values = new();
        private readonly TaskCompletionSource _processing = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyCollection<ProgressNotificationParams> Values => _values;

        /// <summary>Ends when a notification says that the service processes the job.</summary>
        public Task Processing => _processing.Task;

        public ValueTask ReceiveAsync(JsonRpcNotification notification, CancellationToken cancellationToken)
        {
            var progress = notification.Params.Deserialize<ProgressNotificationParams>(McpJsonUtilities.DefaultOptions)!;
            _values.Enqueue(progress);
            if (progress.Progress.Message?.EndsWith("processing", StringComparison.Ordinal) == true)
                _processing.TrySetResult();
            return default;
        }
    }
}
