using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Normal;

/// <summary>How a list pages, as <c>x-pagination</c> says. What does not fit the operation is reported at its line.</summary>
internal sealed class Pagination(SpecMap root, ProblemList problems)
{
    public const string Mark = "x-pagination";

    private const string Paging = "x-sdk-paging";

    private readonly ReferenceResolver _references = new(root, problems);

    /// <summary>The operation with the names that its pages have in C#.</summary>
    /// <param name="operation">The operation; its parameters have their names in C#.</param>
    /// <param name="mark">What the description says of its pages.</param>
    /// <param name="success">The response with a page.</param>
    public SpecMap Write(SpecMap operation, SpecMap mark, SpecMap? success)
    {
        var cursor = mark.TextOf("cursor")!;
        var items = mark.TextOf("items")!;
        var next = mark.TextOf("next") ?? cursor;
        var parameter = (operation["parameters"] as SpecList)?.Items.OfType<SpecMap>()
            .FirstOrDefault(parameter => parameter.TextOf("name") == cursor);
        if (parameter is null)
            return Fault(mark["cursor"]!, $"the operation has no parameter '{cursor}'");
        if (SimpleType(Followed(parameter["schema"])) != "string" || parameter.IsTrue("required"))
            return Fault(mark["cursor"]!, $"the parameter '{cursor}' has to be an optional text");

        var content = success?["content"] as SpecMap;
        var page = Followed((content is { Entries.Count: > 0 } ? content.Entries[0].Value as SpecMap : null)?["schema"]);
        if ((page?["properties"] as SpecMap)?[items] is not { } list || Followed(list)?["items"] is not { } item)
            return Fault(mark["items"]!, $"the response has no list '{items}'");
        if ((page["properties"] as SpecMap)?[next] is null)
            return Fault(mark["next"] ?? mark, $"the response has no field '{next}', which 'next' names");

        return operation.With(Paging, SpecEdits.Map(
            mark.Span,
            Text("cursor", parameter.TextOf(OperationData.Variable)!),
            Text("next", CSharpNames.Pascal(next)),
            Text("items", CSharpNames.Pascal(items)),
            Text("item", TypeOf(item))));

        SpecEntry Text(string key, string value) => SpecEdits.Entry(key, SpecEdits.Text(value, mark.Span));

        SpecMap Fault(SpecNode place, string reason)
        {
            problems.Add(ProblemRules.MisplacedMark, place.Span, $"{Mark}: {reason}");
            return operation;
        }
    }

    /// <summary>The type that NSwag gives a schema.</summary>
    private static string TypeOf(SpecNode schema) => SchemaRoles.ComponentOf(schema) is { } component ? CSharpNames.Pascal(component)
        : (schema as SpecMap)?["type"] is null ? "JsonElement"
        : SimpleType(schema as SpecMap);

    private static string SimpleType(SpecMap? schema) => (schema?.TextOf("type"), schema?.TextOf("format")) switch
    {
        ("integer", "int64") => "long",
        ("integer", _) => "int",
        ("number", "float") => "float",
        ("number", "decimal") => "decimal",
        ("number", _) => "double",
        ("boolean", _) => "bool",
        ("string", "date-time") => "DateTimeOffset",
        ("string", "date") => "DateOnly",
        ("string", "uuid") => "Guid",
        _ => "string",
    };

    private SpecMap? Followed(SpecNode? node) => node is null ? null : _references.Follow(node) as SpecMap;
}
