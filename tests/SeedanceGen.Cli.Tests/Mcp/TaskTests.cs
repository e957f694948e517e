using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Mcp;

/// <summary>Jobs as tasks, for a client that knows the tasks extension.</summary>
public sealed class TaskTests
{
    private const string Extension = "io.modelcontextprotocol/tasks";

    [Fact]
    public async Task Generate_returns_a_task_that_is_the_job()
    {
        await using var scene = await StartAsync();
        scene.Client.ServerCapabilities.Extensions!.ShouldContainKey(Extension);

        var task = await SendAsync(scene, RequestMethods.ToolsCall, Generate());
        var id = (string)task["taskId"]!;
        var working = await SendAsync(scene, "tasks/get", new JsonObject { ["taskId"] = id });
        scene.Service.GetJob(id).Succeed();
        var completed = await SendAsync(scene, "tasks/get", new JsonObject { ["taskId"] = id });

        ((string)task["resultType"]!).ShouldBe("task");
        ((string)task["status"]!).ShouldBe("working");
        ((long)task["pollIntervalMs"]!).ShouldBeGreaterThan(0);
        ((string)working["status"]!).ShouldBe("working");
        ((string)completed["resultType"]!).ShouldBe("complete");
        ((string)completed["status"]!).ShouldBe("completed");
        ((string)completed["createdAt"]!).ShouldBe((string)task["createdAt"]!);
        var result = completed["result"]!["structuredContent"]!;
        ((int)result["creditsCharged"]!).ShouldBe(40);
        File.Exists((string)result["file"]!).ShouldBeTrue();
        scene.Service.Ledger.TotalCharged.ShouldBe(40);
    }

    [Fact]
    public async Task A_task_of_a_failed_job_is_completed_with_an_error()
    {
        await using var scene = await StartAsync();
        var id = (string)(await SendAsync(scene, RequestMethods.ToolsCall, Generate()))["taskId"]!;

        scene.Service.GetJob(id).Fail("too_blurry", "Nothing could be seen");
        var completed = await SendAsync(scene, "tasks/get", new JsonObject { ["taskId"] = id });

        ((string)completed["status"]!).ShouldBe("completed");
        ((bool)completed["result"]!["isError"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task A_canceled_task_is_a_canceled_job()
    {
        await using var scene = await StartAsync();
        var id = (string)(await SendAsync(scene, RequestMethods.ToolsCall, Generate()))["taskId"]!;

        await SendAsync(scene, "tasks/cancel", new JsonObject { ["taskId"] = id });

        ((string)(await SendAsync(scene, "tasks/get", new JsonObject { ["taskId"] = id }))["status"]!).ShouldBe("cancelled");
        scene.Service.Jobs.Single().Status.ShouldBe(GenerationStatus.Cancelled);
    }

    [Fact]
    public async Task A_job_of_an_earlier_server_is_a_task_too()
    {
        await using var scene = await StartAsync();
        await using var client = scene.Service.CreateClient();
        var job = await client.SubmitAsync(VideoRequest.Seedance20("A river").Build());

        var task = await SendAsync(scene, "tasks/get", new JsonObject { ["taskId"] = job.Id });

        ((string)task["status"]!).ShouldBe("working");
    }

    [Fact]
    public async Task An_unknown_task_is_an_error()
    {
        await using var scene = await StartAsync();

        await Should.ThrowAsync<McpProtocolException>(() =>
            SendAsync(scene, "tasks/get", new JsonObject { ["taskId"] = "req_nowhere" }));
    }

    [Fact]
    public async Task A_paid_task_whose_read_fails_is_still_working()
    {
        await using var scene = await StartAsync();
        var id = (string)(await SendAsync(scene, RequestMethods.ToolsCall, Generate()))["taskId"]!;
        scene.Service.Given(MockOperation.Get).Respond(MockFault.Status(404)).Next(1);

        ((string)(await SendAsync(scene, "tasks/get", new JsonObject { ["taskId"] = id }))["status"]!).ShouldBe("working");
    }

    [Fact]
    public async Task A_client_that_does_not_know_tasks_gets_none()
    {
        await using var scene = await McpScene.StartAsync(
            McpScene.NewRevision, lifecycle: JobLifecycle.Manually, arguments: ["--max-credits", "40", "--wait", "5"]);

        var (result, _) = await scene.CallAsync("generate", McpScene.Documented);

        result.GetProperty("isFinished").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Without_consent_there_is_no_task_and_nothing_is_charged()
    {
        await using var scene = await McpScene.StartAsync(McpScene.NewRevision, lifecycle: JobLifecycle.Manually);

        var result = await SendAsync(scene, RequestMethods.ToolsCall, Generate());

        result.ContainsKey("taskId").ShouldBeFalse();
        ((bool)result["isError"]!).ShouldBeTrue();
        scene.Service.Ledger.TotalCharged.ShouldBe(0);
    }

    private static Task<McpScene> StartAsync() => McpScene.StartAsync(
        McpScene.NewRevision, lifecycle: JobLifecycle.Manually, arguments: ["--max-credits", "100", "-o", "videos"]);

    private static JsonObject Generate()
    {
        var arguments = new JsonObject(McpScene.Documented
            .Select(field => KeyValuePair.Create(field.Key, (JsonNode?)System.Text.Json.JsonSerializer.SerializeToNode(field.Value))));
        return new JsonObject { ["name"] = "generate", ["arguments"] = arguments };
    }

    /// <summary>Sends a request of a client that knows tasks; it says so in every request.</summary>
    private static async Task<JsonObject> SendAsync(McpScene scene, string method, JsonObject parameters)
    {
        parameters["_meta"] = new JsonObject
        {
            [MetaKeys.ClientCapabilities] = new JsonObject { ["extensions"] = new JsonObject { [Extension] = new JsonObject() } },
        };
        var response = await scene.Client.SendRequestAsync(new JsonRpcRequest { Method = method, Params = parameters })
            .WaitAsync(TimeSpan.FromSeconds(30));
        return response.Result!.AsObject();
    }
}
