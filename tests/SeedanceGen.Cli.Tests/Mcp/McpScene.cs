using System.IO.Pipelines;
using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Mcp;

/// <summary>A client of the protocol, <c>seedance mcp</c> in this process, and a mock of the service behind it.</summary>
internal sealed class McpScene : IAsyncDisposable
{
    public const string OldRevision = "2025-11-25";
    public const string NewRevision = "2026-07-28";

    private readonly Pipe _requests = new();
    private readonly Pipe _responses = new();
    private readonly Task<ExitCode> _running;

    private McpScene(SeedanceMockServer service, string[] arguments)
    {
        Service = service;
        Run = ToolRun.Against(service);
        Run.WithVariable("XDG_STATE_HOME", Run.Folder.At("state"));
        Run.Streams = (_requests.Reader.AsStream(), _responses.Writer.AsStream());
        _running = Run.RunAsync(["mcp", .. arguments]);
    }

    public SeedanceMockServer Service { get; }

    public ToolRun Run { get; }

    public McpClient Client { get; private set; } = null!;

    /// <summary>The documented request from text, which costs 40 credits.</summary>
    public static Dictionary<string, object?> Documented => new()
    {
        ["model"] = "seedance-2.0",
        ["prompt"] = "A river",
        ["aspectRatio"] = "16:9",
        ["duration"] = 5,
        ["resolution"] = "720p",
    };

    /// <param name="revision">The revision of the protocol that the client speaks.</param>
    /// <param name="answer">What the person answers who is asked; null for a client that cannot ask.</param>
    /// <param name="lifecycle">How jobs end; null for the mock's own.</param>
    /// <param name="arguments">The options of the command.</param>
    public static async Task<McpScene> StartAsync(
        string revision, Func<ElicitRequestParams, ElicitResult>? answer = null, JobLifecycle? lifecycle = null, params string[] arguments)
    {
        var service = await SeedanceMockServer.StartAsync(
            new SeedanceMockOptions { Strict = false, Lifecycle = lifecycle ?? new SeedanceMockOptions().Lifecycle });
        var scene = new McpScene(service, arguments);
        var options = new McpClientOptions { ProtocolVersion = revision };
        if (answer is not null)
        {
            options.Capabilities = new ClientCapabilities { Elicitation = new ElicitationCapability { Form = new() } };
            options.Handlers.ElicitationHandler = (asked, _) => ValueTask.FromResult(answer(asked!));
        }

        var transport = new StreamClientTransport(scene._requests.Writer.AsStream(), scene._responses.Reader.AsStream());
        scene.Client = await McpClient.CreateAsync(transport, options).WaitAsync(TimeSpan.FromSeconds(30));
        return scene;
    }

    public static ElicitResult Yes(ElicitRequestParams asked) => new()
    {
        Action = "accept",
        Content = new Dictionary<string, JsonElement> { ["confirm"] = JsonSerializer.SerializeToElement(true) },
    };

    public async Task<(JsonElement Result, bool IsError)> CallAsync(string tool, Dictionary<string, object?>? arguments = null)
    {
        var result = await Client.CallToolAsync(tool, arguments ?? []).AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        ((TextContentBlock)result.Content.Single()).Text.ShouldBe(result.StructuredContent!.Value.GetRawText());
        return (result.StructuredContent.Value, result.IsError == true);
    }

    /// <summary>Ends the server as a host does: by the end of its input.</summary>
    public async Task<ExitCode> EndAsync()
    {
        await Client.DisposeAsync();
        await _requests.Writer.CompleteAsync();
        return await _running.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Run.Dispose();
        await Service.DisposeAsync();
    }
}
