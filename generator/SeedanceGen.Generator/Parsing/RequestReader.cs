using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Parsing;

/// <summary>Reads the request's schema: its properties, what holds for all requests, and what each variant adds.</summary>
internal sealed class RequestReader(
    SpecMap root, ReferenceResolver references, ProblemList problems, CancellationToken cancellationToken)
{
    /// <summary>What a request's schema may say beside its properties and rules.</summary>
    private static readonly HashSet<string> Understood =
        [
            "type", "properties", "required", "oneOf", "anyOf", "title", "description", "example", "examples", "externalDocs", "deprecated",
            "additionalProperties", "minProperties", "maxProperties", "dependentRequired", "discriminator", "$comment", "default", "xml",
        ];

    private readonly SchemaFlattener _flattener = new(references, problems, cancellationToken);

    public RequestModel? Read(string component, SpecMap schema)
    {
        var flat = _flattener.Flatten(schema, component);
        ReportUnknown(flat);
        if (schema["properties"] is not SpecMap declared || declared.Entries.Count == 0)
        {
            problems.Add(ProblemRules.MissingPart, schema.Span, $"The schema '{component}' has no 'properties'");
            return null;
        }

        var typeName = CSharpNames.Pascal(component);
        if (!CSharpNames.IsIdentifier(typeName))
        {
            problems.Add(ProblemRules.UnusableName, schema.Span, component, "rename the component");
            return null;
        }

        var scalars = new ScalarReader(problems);
        var limits = new LimitsReader(_flattener, scalars, problems);
        var properties = new PropertyReader(_flattener, scalars, limits, problems, typeName, isNested: false)
            .Read(declared, flat, cancellationToken);
        var groups = flat.Keywords.Where(keyword => keyword.Name is "oneOf" or "anyOf").ToList();
        var variants = new VariantReader(properties, _flattener, scalars, limits, problems, typeName, cancellationToken)
            .Read(schema, groups);
        if (variants is null)
            return null;
        var nested = new NestedReader(root, cancellationToken).Read(component, properties.Items);
        return new RequestNames(problems, schema, references.ComponentNames).Name(typeName, properties, variants, nested);
    }

    private void ReportUnknown(FlatSchema flat)
    {
        foreach (var keyword in flat.Keywords)
        {
            var isKnown = Understood.Contains(keyword.Name) || SchemaParts.Rules.Contains(keyword.Name);
            if (!isKnown && !keyword.Key.IsExtension)
                problems.Add(ProblemRules.UnknownKeyword, keyword.Key.Span, keyword.Name);
        }

        if (flat.First("type") is { } type && flat.Text("type") != "object")
            problems.AddWrongValue("type", type.Value, "object");
    }
}
