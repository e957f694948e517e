using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SeedanceGen.AI;

namespace SeedanceGen.Cli.Mcp;

/// <summary>
/// The tasks extension of the protocol (io.modelcontextprotocol/tasks of revision 2026-07-28). A task is the job itself and has its id, so
/// it outlives this process: the service keeps it.
/// </summary>
internal sealed class JobTasks(SeedanceTools tools, ResultWriter results, TimeSpan pollInterval, TimeProvider clock)
{
    public const string Extension = "io.modelcontextprotocol/tasks";

    private const string FirstRevision = "2026-07-28";
    private const string TaskId = "taskId";
    private const string Working = "working";

    /// <summary>How long a client may expect a response about a task. The service does not say how long it keeps a job.</summary>
    private static readonly TimeSpan TimeToLive = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _created = new(StringComparer.Ordinal);

    private SeedanceFunction Submit => Find("submit");

    /// <summary>Whether a request says that its client knows tasks; the extension asks for it on every request.</summary>
    public static bool AreKnownTo(JsonRpcRequest request) =>
        IsOfRevision(request)
        && (request.Params as JsonObject)?["_meta"] is JsonObject meta
        && meta[MetaKeys.ClientCapabilities] is JsonObject capabilities
        && capabilities["extensions"] is JsonObject extensions
        && extensions.ContainsKey(Extension);

    public IEnumerable<McpServerRequestHandler> Handlers() =>
    [
        Handler("tasks/get", GetAsync),
        // No task asks for anything: the person was asked before the submission.
        Handler("tasks/update", (_, _) => Task.FromResult(new JsonObject())),
        Handler("tasks/cancel", CancelAsync),
    ];

    /// <summary>Submits the job, or takes the one to wait for, and responds with its task. An error is an ordinary result.</summary>
    public async Task<ResultOrAlternate<CallToolResult>> StartAsync(
        SeedanceFunction function, Dictionary<string, object?> arguments, SeedanceCallContext context, CancellationToken cancellationToken)
    {
        var begun = function.ChargesCredits
            ? await AgentServer.CallAsync(Submit, arguments, context, cancellationToken)
            : await ReadAsync(arguments, cancellationToken);
        if (ResultWriter.IsError(begun) || IdOf(begun) is not { Length: > 0 } id)
            return results.Of(begun);

        var now = clock.GetUtcNow();
        return ResultOrAlternate<CallToolResult>.FromAlternate(
            new CreatedTask
            {
                ResultType = "task",
                TaskId = results.Clean(id),
                Status = Working,
                StatusMessage = results.Clean(MessageOf(begun)),
                CreatedAt = Format(_created.GetOrAdd(id, now)),
                LastUpdatedAt = Format(now),
                TtlMs = (long)TimeToLive.TotalMilliseconds,
                PollIntervalMs = (long)pollInterval.TotalMilliseconds,
            },
            McpJson.Default.CreatedTask);
    }

    private Task<JsonElement> ReadAsync(Dictionary<string, object?> arguments, CancellationToken cancellationToken)
    {
        var id = arguments.Where(argument => argument.Key == JobState.IdField);
        return AgentServer.CallAsync(Find("get"), new(id), new SeedanceCallContext(), cancellationToken);
    }

    private async Task<JsonObject> GetAsync(string id, CancellationToken cancellationToken)
    {
        var read = await CallAsync("get", id, cancellationToken);
        if (ResultWriter.IsError(read))
        {
            // One failed read does not end the task of a job that is paid for.
            return _created.ContainsKey(id)
                ? TaskOf(id, Working, MessageOf(read))
                : throw new McpProtocolException(results.Clean(MessageOf(read)), McpErrorCode.InvalidParams);
        }

        if (!read.TryGetProperty("isFinished", out var isFinished) || isFinished.ValueKind != JsonValueKind.True)
            return TaskOf(id, Working, MessageOf(read));

        var status = StatusOf(read);
        if (status == GenerationStatus.Cancelled.Value)
            return TaskOf(id, "cancelled", MessageOf(read));

        if (status == GenerationStatus.Succeeded.Value && tools.Functions.Any(function => function.Operation == "download"))
            read = await CallAsync("download", id, cancellationToken);
        var result = results.Of(read);
        result.IsError = result.IsError == true || status != GenerationStatus.Succeeded.Value;
        var task = TaskOf(id, "completed", MessageOf(read));
        task["result"] = JsonSerializer.SerializeToNode(result, McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(CallToolResult)));
        return task;
    }

    private async Task<JsonObject> CancelAsync(string id, CancellationToken cancellationToken)
    {
        var canceled = await CallAsync("cancel", id, cancellationToken);
        return ResultWriter.IsError(canceled)
            ? throw new McpProtocolException(results.Clean(MessageOf(canceled)), McpErrorCode.InvalidParams)
            : new JsonObject();
    }

    private Task<JsonElement> CallAsync(string operation, string id, CancellationToken cancellationToken) =>
        AgentServer.CallAsync(
            Find(operation), new Dictionary<string, object?> { [JobState.IdField] = id }, new SeedanceCallContext(), cancellationToken);

    private SeedanceFunction Find(string operation) => tools.Functions.First(function => function.Operation == operation);

    private JsonObject TaskOf(string id, string status, string message)
    {
        var now = clock.GetUtcNow();
        return new JsonObject
        {
            ["resultType"] = "complete",
            [TaskId] = results.Clean(id),
            ["status"] = status,
            ["statusMessage"] = results.Clean(message),
            ["createdAt"] = Format(_created.GetValueOrDefault(id, now)),
            ["lastUpdatedAt"] = Format(now),
            ["ttlMs"] = (long)TimeToLive.TotalMilliseconds,
            ["pollIntervalMs"] = (long)pollInterval.TotalMilliseconds,
        };
    }

    private static McpServerRequestHandler Handler(string method, Func<string, CancellationToken, Task<JsonObject>> handle) => new()
    {
        Method = method,
        Handler = async (request, cancellationToken) =>
        {
            if (!IsOfRevision(request.JsonRpcRequest))
            {
                throw new McpProtocolException(
                    $"{method} needs the revision {FirstRevision} of the protocol.", McpErrorCode.MethodNotFound);
            }

            var id = request.Params?[TaskId] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
            return id is null
                ? throw new McpProtocolException($"{method} needs the parameter '{TaskId}'.", McpErrorCode.InvalidParams)
                : await handle(id, cancellationToken);
        },
    };

    private static bool IsOfRevision(JsonRpcRequest request) =>
        string.CompareOrdinal(request.Context?.ProtocolVersion, FirstRevision) >= 0;

    private static string? IdOf(JsonElement result) =>
        result.TryGetProperty(JobState.IdField, out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;

    private static string? StatusOf(JsonElement result) =>
        result.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.String ? status.GetString() : null;

    private static string MessageOf(JsonElement result) =>
        result.TryGetProperty(SeedanceFunction.ErrorField, out var error) && error.TryGetProperty("message", out var message)
            ? message.GetString()!
            : $"The job is {StatusOf(result) ?? "not read yet"}.";

    private static string Format(DateTimeOffset time) => time.ToString("o", CultureInfo.InvariantCulture);
}

/// <summary>The response to a call that became a task.</summary>
internal sealed class CreatedTask : Result
{
    public required string TaskId { get; init; }

    public required string Status { get; init; }

    public required string StatusMessage { get; init; }

    public required string CreatedAt { get; init; }

    public required string LastUpdatedAt { get; init; }

    public required long TtlMs { get; init; }

    public required long PollIntervalMs { get; init; }
}

/// <summary>The JSON shapes of tasks.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreatedTask))]
internal sealed partial class McpJson : JsonSerializerContext;
