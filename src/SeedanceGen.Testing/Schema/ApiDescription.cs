using System.Text.Json;

namespace SeedanceGen.Testing.Schema;

/// <summary>The API description at run time: its text, its schemas and its operations. Read once per process.</summary>
internal sealed class ApiDescription
{
    private static readonly Lazy<ApiDescription> Read = new(() => new ApiDescription());

    private readonly SchemaReader _schemas;
    private readonly Dictionary<string, OperationDescription> _byId =
        OperationTable.All.ToDictionary(operation => operation.Id, StringComparer.Ordinal);

    private ApiDescription()
    {
        Document = JsonDocument.Parse(DescriptionJson.Utf8.ToArray()).RootElement;
        _schemas = new SchemaReader(Document);
    }

    public static ApiDescription Current => Read.Value;

    public JsonElement Document { get; }

    /// <summary>
    /// What the service calls; the path template is the expression that says where, such as <c>{$request.body#/webhookUrl}</c>.
    /// </summary>
    public IReadOnlyList<OperationDescription> Callbacks { get; } = [.. OperationTable.All.SelectMany(operation => operation.Callbacks)];

    public OperationDescription this[string operationId] => _byId[operationId];

    /// <summary>A schema by its name in the description.</summary>
    public JsonSchema Schema(string name) => SchemaAt("#/components/schemas/" + name);

    /// <summary>A schema by its JSON pointer.</summary>
    public JsonSchema SchemaAt(string pointer) => _schemas.At(pointer);
}
