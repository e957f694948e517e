using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using SeedanceGen.AI.Operations;
using SeedanceGen.Texts;

namespace SeedanceGen.AI;

/// <summary>
/// One thing that an agent can do with the service. Its result is a JSON object. What goes wrong is a result too: then the object has
/// <c>error</c>, with <c>kind</c> and <c>message</c>, so that the agent can act on it. Only a canceled token throws.
/// </summary>
public sealed class SeedanceFunction : AIFunction
{
    private const string Masked = "***";

    private readonly AgentOperation _operation;

    internal SeedanceFunction(AgentOperation operation, string prefix)
    {
        _operation = operation;
        Name = prefix + operation.Name;
        JsonSchema = JsonSerializer.SerializeToElement(operation.Schema, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonObject)));
    }

    /// <summary>The name of the field of a result that says what went wrong.</summary>
    public static string ErrorField => JobResult.Error;

    /// <summary>The name that the agent calls, with the prefix.</summary>
    public override string Name { get; }

    /// <summary>The name without the prefix, such as <c>generate</c>.</summary>
    public string Operation => _operation.Name;

    /// <summary>The name for people.</summary>
    public string Title => _operation.Title;

    /// <summary>What the function does, for the agent.</summary>
    public override string Description => _operation.Description;

    /// <summary>The JSON Schema of the arguments, made from the API description.</summary>
    public override JsonElement JsonSchema { get; }

    /// <summary>Whether the service charges credits for it.</summary>
    public bool ChargesCredits => Is(OperationTraits.Charges);

    /// <summary>Whether it changes nothing.</summary>
    public bool IsReadOnly => Is(OperationTraits.ReadOnly);

    /// <summary>Whether it cannot be taken back: it is charged, or ends a job.</summary>
    public bool IsDestructive => Is(OperationTraits.Destructive);

    /// <summary>Whether a second call with the same arguments changes nothing more.</summary>
    public bool IsIdempotent => Is(OperationTraits.Idempotent);

    /// <summary>Whether it calls the service.</summary>
    public bool IsOpenWorld => Is(OperationTraits.OpenWorld);

    /// <summary>Whether it waits for a job, which takes minutes.</summary>
    public bool Waits => Is(OperationTraits.Waits);

    /// <summary>Calls the function.</summary>
    /// <param name="arguments">The arguments; see <see cref="SeedanceCallContext"/> for the options of one call.</param>
    /// <param name="cancellationToken">Ends the call. A submission that was sent is not given up, and its job goes on.</param>
    /// <returns>A <see cref="JsonElement"/>: an object.</returns>
    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        JsonObject result;
        try
        {
            // A model's arguments are JSON already; those of a program may be any values.
            var given = new JsonObject(arguments.Select(argument => KeyValuePair.Create(argument.Key, NodeOf(argument.Value))));
            result = await _operation.RunAsync(given, SeedanceCallContext.Of(arguments), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            result = new JsonObject().Failed(failed);
        }

        // A service, or a file that it names, may repeat the key.
        using var document = JsonDocument.Parse(KeyShape.Mask(result.ToJsonString(), Masked));
        return document.RootElement.Clone();
    }

    private static JsonNode? NodeOf(object? value) => value switch
    {
        null => null,
        JsonElement { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => null,
        JsonElement element => JsonNode.Parse(element.GetRawText()),
        JsonNode node => node.DeepClone(),
        _ => JsonSerializer.SerializeToNode(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType())),
    };

    private bool Is(OperationTraits traits) => (_operation.Traits & traits) != 0;
}
