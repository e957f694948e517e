using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Normal;

/// <summary>Where a schema of the description stands.</summary>
/// <param name="Name">The name of a type that is described in place.</param>
/// <param name="IsForm">Whether it is the body of a form, whose properties are parts.</param>
internal sealed record SchemaPlace(string Name, bool IsForm = false);

/// <summary>
/// Rewrites every schema of a description but those of <c>components/schemas</c>, and names the place of each: an operation and its
/// parameter, header, <c>Request</c>, <c>Response</c>, or a status and <c>Error</c>.
/// </summary>
internal sealed class DocumentRewriter(Func<SpecNode, SchemaPlace, SpecNode> rewrite, Func<SpecMap, SpecMap>? operation = null)
{
    /// <summary>The key with the name of an operation in C#.</summary>
    public const string OperationName = "x-sdk-name";

    public const string Webhooks = "x-webhooks";

    public static readonly HashSet<string> Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    /// <summary>Whether a status, or a range such as <c>2XX</c>, is one of success.</summary>
    public static bool IsSuccess(string status) => status.StartsWith("2", StringComparison.Ordinal);

    /// <summary>The first response of success; null when there is none.</summary>
    public static SpecEntry? SuccessIn(SpecNode? responses) =>
        (responses as SpecMap)?.Entries.FirstOrDefault(entry => IsSuccess(entry.Key.Text));

    public SpecMap Root(SpecMap root) => root
        .Change("paths", paths => paths.Values(path => PathItem(path.Value)))
        .Change("webhooks", hooks => hooks.Values(hook => PathItem(hook.Value)))
        .Change(Webhooks, hooks => hooks.Values(hook => PathItem(hook.Value)))
        .Change("components", components => components.Values(kind => kind.Value.Values(entry => Component(kind.Key.Text, entry))));

    private SpecNode Component(string kind, SpecEntry entry)
    {
        var name = CSharpNames.Pascal(entry.Key.Text);
        return kind switch
        {
            "parameters" => Described(entry.Value, name),
            "headers" => Described(entry.Value, name),
            "responses" => Response(entry.Value, name + "Response", name),
            "requestBodies" => Body(entry.Value, name),
            "callbacks" => entry.Value.Values(call => PathItem(call.Value)),
            "pathItems" => PathItem(entry.Value),
            _ => entry.Value,
        };
    }

    private SpecNode PathItem(SpecNode node)
    {
        if (node is not SpecMap item)
            return node;
        var first = item.Entries.Where(entry => Methods.Contains(entry.Key.Text)).Select(entry => NameOf(entry.Value)).FirstOrDefault();
        return item.Values(entry => entry.Key.Text == "parameters" ? entry.Value.Items(parameter => Parameter(parameter, first ?? ""))
            : Methods.Contains(entry.Key.Text) ? Operation(entry.Value)
            : entry.Value);
    }

    private SpecNode Operation(SpecNode node)
    {
        if (node is not SpecMap map)
            return node;
        var name = NameOf(map);
        map = map.Change("parameters", parameters => parameters.Items(parameter => Parameter(parameter, name)))
            .Change("requestBody", body => Body(body, name + "Request"))
            .Change("callbacks", callbacks => callbacks.Values(callback => callback.Value.Values(call => PathItem(call.Value))))
            .Change("responses", responses => Responses(responses, name));
        return operation is null ? map : operation(map);
    }

    private SpecNode Responses(SpecNode responses, string name)
    {
        var first = SuccessIn(responses);
        return responses.Values(entry => Response(entry.Value, ResponseName(entry.Key.Text), name));

        string ResponseName(string code) => code == "default" ? name + "Error"
            : first?.Key.Text == code ? name + "Response"
            : name + CSharpNames.Pascal(code) + (IsSuccess(code) ? "Response" : "Error");
    }

    private SpecNode Response(SpecNode node, string name, string owner) => node is SpecMap map
        ? map.Change("content", content => Content(content, name))
            .Change("headers", headers => headers.Values(header => Described(header.Value, owner + CSharpNames.Pascal(header.Key.Text))))
        : node;

    private SpecNode Body(SpecNode node, string name) =>
        node is SpecMap map ? map.Change("content", content => Content(content, name)) : node;

    private SpecNode Parameter(SpecNode node, string owner) =>
        node is SpecMap map ? Described(map, owner + CSharpNames.Pascal(map.TextOf("name") ?? string.Empty)) : node;

    /// <summary>A parameter or a header: both have a schema, or a content.</summary>
    private SpecNode Described(SpecNode node, string name) => node is SpecMap map
        ? map.Change("schema", schema => rewrite(schema, new SchemaPlace(name))).Change("content", content => Content(content, name))
        : node;

    private SpecNode Content(SpecNode content, string name) => content.Values(type => type.Value is SpecMap media
        ? media.Change("schema", schema => rewrite(schema, new SchemaPlace(name, IsForm(type.Key.Text))))
        : type.Value);

    private static bool IsForm(string type) => type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase);

    private static string NameOf(SpecNode operation) => (operation as SpecMap)?.TextOf(OperationName) ?? string.Empty;
}
