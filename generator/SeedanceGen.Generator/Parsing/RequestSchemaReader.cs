using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Normal;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Parsing;

/// <summary>
/// The request's schema for the run time, when it has rules that the table of fields does not hold: objects in the request, and rules
/// between fields. What only documents is left out.
/// </summary>
internal sealed class RequestSchemaReader(SpecMap form, CancellationToken cancellationToken)
{
    /// <summary>Extensions that say something about the values.</summary>
    private static readonly HashSet<string> Kept = ["x-unit", UnionTable.Classes, UnionTable.Base, UnionTable.Value];

    private static readonly HashSet<string> Documentation =
    [
        "description", "title", "summary", "example", "examples", "externalDocs", "xml", "$comment", "default", "deprecated", "readOnly",
        "writeOnly",
    ];

    /// <summary>The keywords of a branch that chooses a variant, beside documentation.</summary>
    private static readonly HashSet<string> OfVariants = ["type", "properties", "required"];

    private readonly SchemaFlattener _flattener =
        new(new ReferenceResolver(form, new ProblemList(string.Empty)), new ProblemList(string.Empty), cancellationToken);

    /// <summary>The schema with every component that it refers to, as JSON; null when the table of fields holds every rule.</summary>
    /// <param name="component">The component of the request.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="deciding">The property that decides which variant a request is.</param>
    public string? Read(string component, SpecMap schema, string deciding) =>
        IsDeep(schema, deciding) ? new JsonWriter(cancellationToken).Write(With(component)) : null;

    private bool IsDeep(SpecMap schema, string deciding) => _flattener.Flatten(schema).Keywords.Any(keyword => keyword.Name switch
    {
        "type" or "required" => false,
        "minProperties" or "maxProperties" => true,
        "properties" => keyword.Value.Entries.Any(property => IsDeep(property.Value)),
        "oneOf" or "anyOf" => !keyword.Value.Items.All(branch => IsVariant(branch, deciding)),
        "additionalProperties" => keyword.Value is not (SpecMap { Entries.Count: 0 } or SpecScalar { Text: "true" }),
        var name => !Documents(keyword.Key) && (SchemaParts.Rules.Contains(name) || name is "dependentRequired" or "discriminator"),
    });

    /// <summary>Whether a branch only says what a value of the deciding property limits.</summary>
    private bool IsVariant(SpecNode branch, string deciding)
    {
        var keywords = _flattener.Flatten(branch).Keywords;
        var properties = keywords.Where(keyword => keyword.Name == "properties").SelectMany(keyword => keyword.Value.Entries).ToList();
        return keywords.All(keyword => OfVariants.Contains(keyword.Name) || Documents(keyword.Key))
            && properties.Exists(property => property.Key.Text == deciding
                && _flattener.Flatten(property.Value) is var schema && (schema.Has("enum") || schema.Has("const")))
            && !properties.Exists(property => IsDeep(property.Value));
    }

    /// <summary>Whether a value is more than one value or a list of such, which the table of fields knows.</summary>
    private bool IsDeep(SpecNode node)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _flattener.Flatten(node).Keywords.Any(keyword => keyword.Name switch
        {
            "properties" or "dependentRequired" or "discriminator" => true,
            "items" => IsDeep(keyword.Value) || IsContainer(keyword.Value),
            "additionalProperties" => keyword.Value is SpecMap { Entries.Count: > 0 },
            var name => SchemaParts.Rules.Contains(name),
        });
    }

    private bool IsContainer(SpecNode items) => _flattener.Flatten(items) is var schema
        && (schema.Text("type") == "array" || (schema.Text("type") == "object" && schema.Has("additionalProperties")));

    /// <summary>The components that are needed to read one, itself among them, as in a description.</summary>
    private SpecMap With(string component)
    {
        var all = ReferenceResolver.SchemasOf(form) ?? SpecEdits.Map(form.Span);
        var needed = new List<SpecEntry>();
        var names = new Queue<string>([component]);
        var known = new HashSet<string>(names, StringComparer.Ordinal);
        while (names.Count > 0)
        {
            var name = names.Dequeue();
            if (all.Find(name) is not { } entry)
                continue;
            var rules = Rules(entry.Value);
            needed.Add(entry with { Value = rules });
            foreach (var other in References(rules).Concat(Joining(all, name)).Where(known.Add))
                names.Enqueue(other);
        }

        var schemas = SpecEdits.Map(form.Span, SpecEdits.Entry("schemas", new SpecMap(needed, form.Span)));
        return SpecEdits.Map(form.Span, SpecEdits.Entry("components", schemas));
    }

    /// <summary>The variants that join a union with <c>allOf</c>: it does not refer to them.</summary>
    private static IEnumerable<string> Joining(SpecMap all, string union) => all.Entries
        .Where(entry => (entry.Value as SpecMap)?.TextOf(UnionTable.Base) == CSharpNames.Pascal(union)).Select(entry => entry.Key.Text);

    /// <summary>A schema without what only documents it.</summary>
    private static SpecNode Rules(SpecNode schema) => schema is not SpecMap map
        ? schema
        : map.Only(entry => !Documents(entry.Key) || Kept.Contains(entry.Key.Text))
            .Values(entry => SchemaParts.Change(entry, (inner, _) => Rules(inner)));

    private static bool Documents(SpecScalar keyword) => Documentation.Contains(keyword.Text) || keyword.IsExtension;

    private static IEnumerable<string> References(SpecNode node) => node switch
    {
        SpecMap map => map.Entries.SelectMany(entry => entry.Value is SpecScalar target
            ? ReferenceResolver.ComponentName(target.Text) is { } name ? [name] : Enumerable.Empty<string>()
            : References(entry.Value)),
        SpecList list => list.Items.SelectMany(References),
        _ => [],
    };
}
