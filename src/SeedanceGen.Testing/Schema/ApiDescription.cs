using System.Text.Json;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Schema;

/// <summary>The API description as a judge needs it: every operation with the schemas of its bodies. Read once per process.</summary>
internal sealed class ApiDescription
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    private static readonly Lazy<ApiDescription> Read = new(() => new ApiDescription());

    private readonly SchemaReader _schemas;
    private readonly Dictionary<string, OperationDescription> _byId;

    private ApiDescription()
    {
        var document = JsonDocument.Parse(ContractText.Json.ToArray()).RootElement;
        _schemas = new SchemaReader(document);
        Operations =
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
               from method in path.Value.EnumerateObject()
               where Methods.Contains(method.Name)
               select Operation(path.Name, method.Name, method.Value),
        ];
        Callbacks =
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
               from method in path.Value.EnumerateObject()
               where Methods.Contains(method.Name) && method.Value.TryGetProperty("callbacks", out _)
               from callback in method.Value.GetProperty("callbacks").EnumerateObject()
               from address in _schemas.Follow(callback.Value).EnumerateObject()
               from call in address.Value.EnumerateObject()
               where Methods.Contains(call.Name)
               select Operation(address.Name, call.Name, call.Value),
        ];
        _byId = Operations.ToDictionary(operation => operation.Id, StringComparer.Ordinal);
        Document = document;
    }

    public static ApiDescription Current => Read.Value;

    public JsonElement Document { get; }

    public IReadOnlyList<OperationDescription> Operations { get; }

    /// <summary>What the service calls; the path template is the expression that says where, such as <c>{$request.body#/webhookUrl}</c>.</summary>
    public IReadOnlyList<OperationDescription> Callbacks { get; }

    public OperationDescription this[string operationId] => _byId[operationId];

    /// <summary>A schema by its name in the description.</summary>
    public JsonSchema Schema(string name) => _schemas.Read(Document.GetProperty("components").GetProperty("schemas").GetProperty(name));

    private OperationDescription Operation(string path, string method, JsonElement node) => new()
    {
        Id = node.GetProperty("operationId").GetString()!,
        Method = method.ToUpperInvariant(),
        PathTemplate = path,
        Description = Description(node),
        Body = node.TryGetProperty("requestBody", out var body) ? Content(_schemas.Follow(body)) : null,
        Responses = [.. node.GetProperty("responses").EnumerateObject().Select(reply => Reply(reply.Name, _schemas.Follow(reply.Value)))],
    };

    private ResponseDescription Reply(string statusCode, JsonElement node) => new(statusCode, Description(node), Content(node));

    private BodyDescription? Content(JsonElement node) => node.TryGetProperty("content", out var content)
        ? new BodyDescription(content.EnumerateObject().ToDictionary(
            type => type.Name.ToLowerInvariant(),
            type => type.Value.TryGetProperty("schema", out var schema) ? _schemas.Read(schema) : null,
            StringComparer.Ordinal))
        : null;

    private static string Description(JsonElement node) => node.TryGetProperty("description", out var text) ? text.GetString()!.Trim() : "";
}
