using System.Text.Json;
using SeedanceGen.Rules.Schema;

namespace SeedanceGen.Testing.Schema;

/// <summary>
/// An API description at run time: its text, its schemas and its operations, all read from its JSON. The one that is embedded in this
/// assembly is read once per process.
/// </summary>
internal sealed class ApiDescription
{
    private const string LocalReference = "#/";
    private const int LongestChain = 32;

    private static readonly Lazy<ApiDescription> Embedded =
        new(() => new ApiDescription(DescriptionJson.Utf8.ToArray()) { IsOfSdk = true });

    private readonly SchemaReader _schemas;
    private readonly Dictionary<string, OperationDescription> _byId;
    private readonly Lazy<JobDescription> _jobs;
    private readonly Lazy<DocumentedExamples> _examples;

    /// <param name="json">The description: OpenAPI as JSON.</param>
    public ApiDescription(ReadOnlyMemory<byte> json)
    {
        Document = JsonDocument.Parse(json).RootElement;
        _schemas = new SchemaReader(Document);
        Samples = new SampleFactory(this);
        var reader = new OperationDescriptionReader(this);
        Operations = reader.Operations();
        Webhooks = reader.Webhooks();
        _byId = Operations.ToDictionary(operation => operation.Id, StringComparer.Ordinal);
        _jobs = new Lazy<JobDescription>(() => new JobDescription(this));
        _examples = new Lazy<DocumentedExamples>(() => new DocumentedExamples(this));
    }

    /// <summary>The description that this assembly was built from.</summary>
    public static ApiDescription Current => Embedded.Value;

    /// <summary>Whether the records and rules of the SDK were made from this description.</summary>
    public bool IsOfSdk { get; private init; }

    public JsonElement Document { get; }

    /// <summary>Every operation, in the order of the description.</summary>
    public IReadOnlyList<OperationDescription> Operations { get; }

    /// <summary>What the service calls without being asked in an operation: the <c>webhooks</c> of OpenAPI 3.1.</summary>
    public IReadOnlyList<OperationDescription> Webhooks { get; }

    /// <summary>What the description says about jobs.</summary>
    public JobDescription Jobs => _jobs.Value;

    /// <summary>The documented exchanges.</summary>
    public DocumentedExamples Examples => _examples.Value;

    public SampleFactory Samples { get; }

    public OperationDescription this[string operationId] => _byId[operationId];

    public OperationDescription? Find(string operationId) => _byId.GetValueOrDefault(operationId);

    /// <summary>The rules of a schema.</summary>
    public JsonSchema SchemaOf(JsonElement schema) => _schemas.Read(schema);

    /// <summary>What a value breaks of several schemas.</summary>
    public IReadOnlyList<SchemaViolation> Validate(IReadOnlyList<JsonElement> schemas, JsonElement value)
    {
        var run = new SchemaRun();
        foreach (var schema in schemas)
            SchemaOf(schema).Validate(value, run);
        return run.Violations;
    }

    /// <summary>The part that a part refers to; the part itself when it is no reference.</summary>
    public JsonElement Follow(JsonElement part)
    {
        for (var steps = 0; steps < LongestChain; steps++)
        {
            if (part.ValueKind != JsonValueKind.Object
                || !part.TryGetProperty("$ref", out var reference)
                || reference.GetString() is not { } pointer
                || !pointer.StartsWith(LocalReference, StringComparison.Ordinal))
            {
                return part;
            }

            part = pointer[LocalReference.Length..].Split('/').Aggregate(Document, (node, segment) =>
                node.GetProperty(Uri.UnescapeDataString(segment)
                    .Replace("~1", "/", StringComparison.Ordinal)
                    .Replace("~0", "~", StringComparison.Ordinal)));
        }

        return part;
    }

    /// <summary>A member of a part; undefined when there is none.</summary>
    public static JsonElement Member(JsonElement part, string name) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty(name, out var member) ? member : default;

    /// <summary>A text member of a part; null when there is none.</summary>
    public static string? Text(JsonElement part, string name) =>
        Member(part, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Whether a member of a part is true.</summary>
    public static bool IsTrue(JsonElement part, string name) => Member(part, name).ValueKind == JsonValueKind.True;
}
