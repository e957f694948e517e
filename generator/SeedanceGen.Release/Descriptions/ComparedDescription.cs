using System.Globalization;
using System.Text.Json.Nodes;
using SeedanceGen.Release.Repository;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SeedanceGen.Release.Descriptions;

/// <summary>An OpenAPI description as a tree, with its references followed.</summary>
internal sealed class ComparedDescription
{
    private const int MaximumDepth = 200;
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    private ComparedDescription(JsonObject root) => Root = root;

    public JsonObject Root { get; }

    /// <exception cref="ReleaseException">The text is not a description; the message says where and why.</exception>
    public static ComparedDescription Parse(string yaml, string name = "The API description")
    {
        var stream = new YamlStream();
        try
        {
            using var reader = new StringReader(yaml);
            stream.Load(reader);
        }
        catch (YamlException fault)
        {
            throw new ReleaseException($"{name} cannot be read at {fault.Start.Line}:{fault.Start.Column}: {fault.Message}");
        }
        catch (InvalidOperationException fault)
        {
            throw new ReleaseException($"{name} cannot be read: {fault.Message}");
        }

        return stream.Documents is [{ RootNode: YamlMappingNode root }]
            ? new ComparedDescription((JsonObject)Convert(root, name, 0)!)
            : throw new ReleaseException($"{name} is not one mapping of YAML.");
    }

    /// <summary>The node itself, or what its reference names; null when a reference leads nowhere.</summary>
    public JsonNode? Resolve(JsonNode? node) => Resolve(node, out _);

    /// <param name="node">A node, perhaps a reference.</param>
    /// <param name="name">The last part of the reference; null without one.</param>
    public JsonNode? Resolve(JsonNode? node, out string? name)
    {
        name = null;
        for (var steps = 0; steps < MaximumDepth && node.Text("$ref") is { } reference; steps++)
        {
            name ??= Unescaped(reference[(reference.LastIndexOf('/') + 1)..]);
            node = reference.StartsWith("#/", StringComparison.Ordinal)
                ? reference[2..].Split('/').Aggregate((JsonNode?)Root, (at, part) => at.Child(Unescaped(part)))
                : null;
        }

        return node;
    }

    /// <summary>The operations of the paths.</summary>
    public IEnumerable<ComparedOperation> Operations() =>
        Root.Child("paths").Entries().SelectMany(path => Operations(path.Key, path.Value));

    /// <summary>What the service sends by itself: the callbacks of an operation.</summary>
    public IEnumerable<ComparedOperation> Callbacks(ComparedOperation operation) =>
        operation.Node.Child("callbacks").Entries()
            .SelectMany(callback => Resolve(callback.Value).Entries()
                .SelectMany(path => Operations($"{callback.Key} {path.Key}", path.Value)));

    /// <summary>The webhooks of OpenAPI 3.1, which belong to no operation.</summary>
    public IEnumerable<ComparedOperation> Webhooks() =>
        Root.Child("webhooks").Entries().SelectMany(webhook => Operations(webhook.Key, webhook.Value));

    /// <summary>The names of the schemas that an operation, a callback or a webhook uses.</summary>
    public HashSet<string> ReachedSchemas()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<JsonNode?>([Root.Child("paths"), Root.Child("webhooks")]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (waiting.TryPop(out var node))
        {
            foreach (var reference in References(node).Where(seen.Add))
            {
                if (reference.StartsWith("#/components/schemas/", StringComparison.Ordinal))
                    reached.Add(Unescaped(reference[(reference.LastIndexOf('/') + 1)..]));
                waiting.Push(Resolve(new JsonObject { ["$ref"] = reference }));
            }
        }

        return reached;
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        // A discriminator names schemas without a reference.
        JsonObject map => map.SelectMany(pair => pair.Key switch
        {
            "$ref" => pair.Value.AsText() is { } text ? [text] : [],
            "mapping" => pair.Value.Entries().Select(entry => entry.Value.AsText() ?? ""),
            _ => References(pair.Value),
        }),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };

    private IEnumerable<ComparedOperation> Operations(string path, JsonNode? item)
    {
        var resolved = Resolve(item);
        foreach (var method in Methods.Where(method => resolved.Child(method) is JsonObject))
            yield return new ComparedOperation(this, method.ToUpperInvariant(), path, (JsonObject)resolved.Child(method)!, resolved!);
    }

    private static string Unescaped(string part) =>
        Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static JsonNode? Convert(YamlNode node, string name, int depth)
    {
        if (depth > MaximumDepth)
            throw new ReleaseException($"{name} is nested without an end at {node.Start.Line}:{node.Start.Column}.");
        switch (node)
        {
            case YamlMappingNode map:
                var result = new JsonObject();
                foreach (var (key, value) in map.Children)
                    result[(key as YamlScalarNode)?.Value ?? ""] = Convert(value, name, depth + 1);
                return result;
            case YamlSequenceNode list:
                return new JsonArray([.. list.Children.Select(item => Convert(item, name, depth + 1))]);
            default:
                return Scalar((YamlScalarNode)node);
        }
    }

    private static JsonValue? Scalar(YamlScalarNode node)
    {
        var text = node.Value ?? "";
        if (node.Style != ScalarStyle.Plain)
            return JsonValue.Create(text);
        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ when text[0] is '-' or '+' or '.' or (>= '0' and <= '9')
                && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
    }
}

/// <summary>One operation, callback or webhook of a description.</summary>
/// <param name="Description">The description that it belongs to.</param>
/// <param name="Method">GET, POST …</param>
/// <param name="Path">The path; of a callback its name and its expression.</param>
/// <param name="Node">What the description says.</param>
/// <param name="Item">The path's node, whose parameters and servers count too.</param>
internal sealed record ComparedOperation(ComparedDescription Description, string Method, string Path, JsonObject Node, JsonNode Item)
{
    public string Id => Node.Text("operationId") ?? $"{Method} {Path}";

    /// <summary>The path with nameless parameters: another name of one changes nothing on the wire.</summary>
    public string Place
    {
        get
        {
            var parts = Path.Split('/').Select(part => part.StartsWith('{') && part.EndsWith('}') ? "{}" : part);
            return $"{Method} {string.Join('/', parts)}";
        }
    }

    /// <summary>The parameters by place and name; the operation's own come before the path's.</summary>
    public Dictionary<string, JsonNode> Parameters()
    {
        var found = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        var names = Path.Split('/').Where(part => part.StartsWith('{') && part.EndsWith('}')).ToList();
        foreach (var parameter in Node.Child("parameters").Items().Concat(Item.Child("parameters").Items()).Select(Description.Resolve))
        {
            var (place, name) = (parameter.Text("in") ?? "", parameter.Text("name") ?? "");
            var key = place switch
            {
                "header" => $"header {name.ToLowerInvariant()}",
                "path" when names.IndexOf($"{{{name}}}") is >= 0 and var position => $"path {position + 1}",
                _ => $"{place} {name}",
            };
            if (parameter is not null)
                found.TryAdd(key, parameter);
        }

        return found;
    }

    /// <summary>The content of a request or a response by media type.</summary>
    public Dictionary<string, JsonNode?> Content(JsonNode? owner) => Description.Resolve(owner).Child("content").Entries()
        .GroupBy(pair => pair.Key.ToLowerInvariant(), pair => pair.Value.Child("schema"))
        .ToDictionary(type => type.Key, type => type.First());
}

/// <summary>Reads a tree in which a child may be missing or of another kind.</summary>
internal static class JsonTree
{
    public static JsonNode? Child(this JsonNode? node, string name) =>
        node is JsonObject map && map.TryGetPropertyValue(name, out var child) ? child : null;

    public static IEnumerable<KeyValuePair<string, JsonNode?>> Entries(this JsonNode? node) => node as JsonObject ?? [];

    public static IEnumerable<JsonNode?> Items(this JsonNode? node) => node as JsonArray ?? [];

    public static string? Text(this JsonNode? node, string name) => node.Child(name).AsText();

    public static string? AsText(this JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static decimal? AsNumber(this JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<decimal>(out var number) ? number : null;

    public static bool Flag(this JsonNode? node, string name) =>
        node.Child(name) is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;
}
