using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Normal;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Parsing;

/// <summary>Reads the properties of an object: of the request, or of an object in it.</summary>
/// <param name="flattener">Joins a schema with what it refers to.</param>
/// <param name="scalars">Reads single values.</param>
/// <param name="limits">Reads limits.</param>
/// <param name="problems">Where faults are reported.</param>
/// <param name="type">The record in C#.</param>
/// <param name="isNested">Whether it is an object in a request: the run time walks its schema, so that it may hold anything.</param>
internal sealed class PropertyReader(
    SchemaFlattener flattener, ScalarReader scalars, LimitsReader limits, ProblemList problems, string type, bool isNested)
{
    private const string Extensions = "x-file-extensions";

    /// <summary>The properties with the limits that hold for all objects, and what is required.</summary>
    /// <param name="declared">The block of <c>properties</c> that declares them.</param>
    /// <param name="flat">The whole schema; further blocks in it limit the declared properties.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public PropertyTable Read(SpecMap declared, FlatSchema flat, CancellationToken cancellationToken)
    {
        var table = ReadDeclared(declared, cancellationToken);
        var rules = new RuleReader(table, flattener, scalars, limits, problems);
        foreach (var block in flat.All("properties").Where(keyword => keyword.Value != declared))
            rules.ReadLimits(block.Value);
        foreach (var required in flat.All("required"))
            rules.ReadRequired(required.Value);
        rules.Commit();
        return table;
    }

    private PropertyTable ReadDeclared(SpecMap declared, CancellationToken cancellationToken)
    {
        var types = new TypeReader(flattener, problems, type, isNested);
        var table = new PropertyTable();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in declared.Entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!IsUsable(entry.Key, names) || types.Read(entry.Key, entry.Value) is not { } valueType)
            {
                table.Refuse(entry.Key.Text);
                continue;
            }

            var schema = flattener.Flatten(entry.Value);
            var own = limits.Read(entry.Key.Text, valueType, schema, Limits.None);
            var property = new PropertyModel(
                entry.Key.Text, CSharpNames.Pascal(entry.Key.Text), schema.Text("description") ?? string.Empty, valueType,
                IsRequired: false, schema.Text("x-unit"), own)
            {
                DeprecatedMessage =
                    schema.All(Deprecation.Key).FirstOrDefault(keyword => keyword.Owner is null)?.Value is SpecScalar message
                        ? message.Text
                        : null,
                FileExtensions = schema.All(Extensions).Select(keyword => keyword.Value).OfType<SpecList>().FirstOrDefault()?.Items
                    .OfType<SpecScalar>().Select(item => item.Text).ToArray() ?? [],
            };
            table.Add(property, schema.Text("type"), schema.Text("format"));
        }

        return table;
    }

    private bool IsUsable(SpecScalar field, Dictionary<string, string> names)
    {
        var name = CSharpNames.Pascal(field.Text);
        if (!CSharpNames.IsPropertyName(field.Text))
            return Refuse(field, CSharpNames.Allowed);
        if ((isNested ? CSharpNames.IsTakenInRecord(name) : CSharpNames.IsTakenInRequest(name)) || name == type)
            return Refuse(field, $"the request has a member '{name}' of its own");
        if (names.TryGetValue(name, out var other))
            return Refuse(field, CSharpNames.SameName(other, name));
        names.Add(name, field.Text);
        return true;
    }

    private bool Refuse(SpecScalar field, string reason)
    {
        problems.Add(ProblemRules.UnusableName, field.Span, field.Text, reason);
        return false;
    }
}

/// <summary>The properties while they are read: by their place and by their name.</summary>
internal sealed class PropertyTable
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

    /// <summary>Names that are declared but not supported: reported once, at their declaration.</summary>
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    public List<PropertyModel> Items { get; } = [];

    /// <summary>The type and format that the schema declares, in the order of <see cref="Items"/>.</summary>
    public List<(string? Type, string? Format)> Declared { get; } = [];

    public void Add(PropertyModel property, string? type, string? format)
    {
        _index[property.Field] = Items.Count;
        Items.Add(property);
        Declared.Add((type, format));
    }

    public void Refuse(string field) => _refused.Add(field);

    public bool IsRefused(string field) => _refused.Contains(field);

    /// <summary>The place of a property; -1 when there is none.</summary>
    public int IndexOf(string field) => _index.TryGetValue(field, out var index) ? index : -1;
}
