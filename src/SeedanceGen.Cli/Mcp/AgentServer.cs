using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SeedanceGen.AI;
using SeedanceGen.Http;

namespace SeedanceGen.Cli.Mcp;

/// <summary>
/// The server: its tools are the functions of <see cref="SeedanceTools"/>, which decide what is submitted. This class asks the person
/// behind the client, reports the progress, and responds with a task where the client knows tasks.
/// </summary>
/// <param name="tools">The functions.</param>
/// <param name="pollInterval">How often a client should ask for the state of a task.</param>
/// <param name="clock">The clock of tasks.</param>
/// <param name="apiKey">The key, which no result has.</param>
internal sealed class AgentServer(SeedanceTools tools, TimeSpan pollInterval, TimeProvider clock, string? apiKey)
{
    private const string ServerName = "seedance";

    private const string Instructions =
        "Makes videos with the Seedance API. generate and submit cost credits and are never repeated for the same video: when a call ends "
        + "before its job does, the job goes on, and get without an id lists the jobs. validate, models, get, wait and download cost "
        + "nothing. A result with 'error' says in 'kind' and 'message' what is wrong; "
        + "after 'outcomeUnknown', ask the person.";

    private readonly ResultWriter _results = new(apiKey);

    public async Task RunAsync(Stream input, Stream output, CancellationToken cancellationToken)
    {
        var tasks = new JobTasks(tools, _results, pollInterval, clock);
        await using var transport = new StreamServerTransport(new CancelableInput(input), output, ServerName);
        await using var server = McpServer.Create(transport, Options(tasks));
        try
        {
            await server.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl+C is an ordinary end of a server.
        }
    }

    private McpServerOptions Options(JobTasks tasks) => new()
    {
        ServerInfo = new Implementation { Name = ServerName, Title = "Seedance", Version = ToolVersion.Text },
        ServerInstructions = Instructions,
        Capabilities = new ServerCapabilities
        {
            Tools = new ToolsCapability(),
            Extensions = new Dictionary<string, object> { [JobTasks.Extension] = new JsonObject() },
        },
        Handlers = new McpServerHandlers
        {
            ListToolsHandler = (_, _) => ValueTask.FromResult(new ListToolsResult { Tools = [.. tools.Functions.Select(ToolOf)] }),
            CallToolWithAlternateHandler = (request, token) => CallAsync(request, tasks, token),
        },
        RequestHandlers = [.. tasks.Handlers()],
    };

    private static Tool ToolOf(SeedanceFunction function) => new()
    {
        Name = function.Name,
        Title = function.Title,
        Description = function.Description,
        InputSchema = function.JsonSchema,
        Annotations = new ToolAnnotations
        {
            Title = function.Title,
            ReadOnlyHint = function.IsReadOnly,
            DestructiveHint = function.IsDestructive,
            IdempotentHint = function.IsIdempotent,
            OpenWorldHint = function.IsOpenWorld,
        },
    };

    private async ValueTask<ResultOrAlternate<CallToolResult>> CallAsync(
        RequestContext<CallToolRequestParams> request, JobTasks tasks, CancellationToken cancellationToken)
    {
        var name = request.Params?.Name;
        var function = tools.Functions.FirstOrDefault(function => function.Name == name)
            ?? throw new McpProtocolException($"There is no tool '{name}'.", McpErrorCode.InvalidParams);
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (argument, value) in request.Params?.Arguments ?? new Dictionary<string, JsonElement>())
            arguments[argument] = value;

        await using var progress = new ProgressSender(request, _results);
        var context = new SeedanceCallContext { Confirm = Asker(request.Server), Progress = progress };
        return function.Waits && JobTasks.AreKnownTo(request.JsonRpcRequest)
            ? await tasks.StartAsync(function, arguments, context, cancellationToken)
            : _results.Of(await CallAsync(function, arguments, context, cancellationToken));
    }

    /// <summary>Calls a function; the result is an object.</summary>
    public static async Task<JsonElement> CallAsync(
        SeedanceFunction function,
        Dictionary<string, object?> arguments,
        SeedanceCallContext context,
        CancellationToken cancellationToken)
    {
        var call = new AIFunctionArguments(arguments)
        {
            Context = new Dictionary<object, object?> { [typeof(SeedanceCallContext)] = context },
        };
        return (JsonElement)(await function.InvokeAsync(call, cancellationToken))!;
    }

    /// <summary>How the person behind the client is asked; null when the client cannot ask.</summary>
    private static Func<CreditConsent, CancellationToken, ValueTask<bool>>? Asker(McpServer server)
    {
        // A capability without a mode means forms. A client that only opens addresses cannot ask this.
        if (server.ClientCapabilities?.Elicitation is not { } elicitation || (elicitation.Form is null && elicitation.Url is not null))
            return null;

        const string Consent = "confirm";
        return async (question, cancellationToken) =>
        {
            var answer = await server.ElicitAsync(
                new ElicitRequestParams
                {
                    Message = $"{question.Question}\n\n{QuoteOf(question.Request)}",
                    RequestedSchema = new ElicitRequestParams.RequestSchema
                    {
                        Properties = new Dictionary<string, ElicitRequestParams.PrimitiveSchemaDefinition>
                        {
                            [Consent] = new ElicitRequestParams.BooleanSchema
                            {
                                Title = question.KnownPrice is { } price ? $"Pay {Format.Credits(price)}" : "Pay what the job costs",
                                Description = "Submit the job, which is charged when the service accepts it.",
                            },
                        },
                        Required = [Consent],
                    },
                },
                cancellationToken);

            // A form that comes back unchanged is no consent.
            return answer.IsAccepted
                && answer.Content?.TryGetValue(Consent, out var consent) == true
                && consent.ValueKind == JsonValueKind.True;
        };
    }

    private static string QuoteOf(VideoGenerationRequest request) =>
        Format.OneLine(JsonSerializer.Serialize(request, SeedanceJsonContext.Default.VideoGenerationRequest));
}

/// <summary>
/// Standard input whose reads can be canceled. A read of the system's cannot: it would hold the server until the next line comes. The bytes
/// of a canceled read are lost, so it is the last one.
/// </summary>
internal sealed class CancelableInput(Stream input) : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        await input.ReadAsync(buffer, CancellationToken.None).AsTask().WaitAsync(cancellationToken);
}
