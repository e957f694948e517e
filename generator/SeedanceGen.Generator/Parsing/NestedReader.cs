using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Normal;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Parsing;

/// <summary>
/// Reads the objects inside the request, at every depth. It reports nothing: the check of the whole file reports faults, and what a
/// builder cannot set stays to the record.
/// </summary>
internal sealed class NestedReader
{
    private readonly ProblemList _unreported = new(string.Empty);
    private readonly ReferenceResolver _references;
    private readonly SchemaFlattener _flattener;
    private readonly CancellationToken _cancellationToken;
    private readonly Lazy<ILookup<string, string>> _components;

    public NestedReader(SpecMap root, CancellationToken cancellationToken)
    {
        _references = new ReferenceResolver(root, _unreported);
        _flattener = new SchemaFlattener(_references, _unreported, cancellationToken);
        _cancellationToken = cancellationToken;
        _components = new(() => _references.ComponentNames.ToLookup(name => CSharpNames.Pascal(name.Text), name => name.Text));
    }

    /// <summary>The types, those that stand nearest to the request first.</summary>
    /// <param name="request">The component of the request, which has builders of another kind.</param>
    /// <param name="properties">The properties of the request.</param>
    public IReadOnlyList<NestedModel> Read(string request, IReadOnlyList<PropertyModel> properties)
    {
        var found = new List<NestedModel>();
        var known = new HashSet<string>(StringComparer.Ordinal) { request };
        var waiting = new Queue<string>(ComponentsOf(properties));
        while (waiting.Count > 0)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            var name = waiting.Dequeue();
            if (!known.Add(name) || _references.Component(name) is not SpecMap schema)
                continue;

            var table = ReadProperties(name, schema);
            foreach (var next in VariantsOf(schema).Concat(ComponentsOf(table?.Items ?? [])))
                waiting.Enqueue(next);
            if (table is not null && !IsUnion(schema))
                found.Add(new NestedModel(name, CSharpNames.Pascal(name), string.Empty, table.Items.ToArray()) { Kind = KindOf(schema) });
        }

        return found;
    }

    private static bool IsUnion(SpecMap schema) => schema[UnionTable.Variants] is not null;

    /// <summary>The field and the value by which a union recognizes a variant; null for any other schema.</summary>
    private static ChoosingField? KindOf(SpecMap schema) => schema[UnionTable.Base] is not null
        && schema.TextOf(UnionTable.Property) is { } field && schema.TextOf(UnionTable.Value) is { } value
            ? new ChoosingField(field, value)
            : null;

    private static IEnumerable<string> ComponentsOf(IEnumerable<PropertyModel> properties) =>
        properties.Select(property => property.Type.Component).OfType<string>();

    private IEnumerable<string> VariantsOf(SpecMap schema) => ((schema[UnionTable.Variants] as SpecList)?.Items ?? [])
        .OfType<SpecScalar>().SelectMany(variant => _components.Value[variant.Text]);

    /// <summary>The properties; null when the builder could not set one that is required.</summary>
    private PropertyTable? ReadProperties(string component, SpecMap schema)
    {
        if (schema["properties"] is not SpecMap declared)
            return null;

        // The record of a variant knows its own value.
        var flat = _flattener.Flatten(schema, component);
        var settable = schema[UnionTable.Base] is not null && schema.TextOf(UnionTable.Property) is { } discriminator
            ? declared.Without(discriminator)
            : declared;
        var scalars = new ScalarReader(_unreported);
        var limits = new LimitsReader(_flattener, scalars, _unreported);
        var table = new PropertyReader(_flattener, scalars, limits, _unreported, CSharpNames.Pascal(component), isNested: true)
            .Read(settable, flat.Without(declared), _cancellationToken);
        var required = flat.All("required").SelectMany(keyword => keyword.Value.Items).OfType<SpecScalar>();
        return required.Any(field => table.IsRefused(field.Text)) ? null : table;
    }
}
