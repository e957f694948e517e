using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Parsing;

/// <summary>Reads a block of <c>required</c> and <c>properties</c>, of the request or of a branch, on top of the limits so far.</summary>
internal sealed class RuleReader(
    PropertyTable properties, SchemaFlattener flattener, ScalarReader scalars, LimitsReader limits, ProblemList problems)
{
    /// <summary>What the block changes, by property.</summary>
    private readonly SortedDictionary<int, OverrideModel> _changes = [];

    /// <summary>Reads <c>properties</c>.</summary>
    /// <param name="block">The mapping.</param>
    /// <param name="deciding">The property whose values chose this branch: they limit nothing more.</param>
    public void ReadLimits(SpecNode block, string? deciding = null)
    {
        if (block is not SpecMap map)
        {
            problems.AddWrongValue("properties", block, "a mapping");
            return;
        }

        foreach (var entry in map.Entries)
        {
            if (Find(entry.Key) is not { } index)
                continue;

            var current = Current(index);
            var property = properties.Items[index];
            var schema = flattener.Flatten(entry.Value);
            ReportOtherType(schema, properties.Declared[index]);
            if (property.Field == deciding)
                schema = schema.Without("enum", "const");
            _changes[index] = current with { Limits = limits.Read(property.Field, property.Type, schema, current.Limits) };
        }
    }

    public void ReadRequired(SpecNode block)
    {
        if (block is not SpecList list)
        {
            problems.AddWrongValue("required", block, "a list of properties");
            return;
        }

        foreach (var item in list.Items)
        {
            if (scalars.Text("required", item) is not null && Find((SpecScalar)item) is { } index)
                _changes[index] = Current(index) with { IsRequired = true };
        }
    }

    /// <summary>What differs from the plain properties.</summary>
    public EquatableArray<OverrideModel> ToOverrides() => _changes.Values
        .Where(change => change.IsRequired != properties.Items[change.Property].IsRequired
            || change.Limits != properties.Items[change.Property].Limits)
        .ToArray();

    /// <summary>Makes the block hold for every request.</summary>
    public void Commit()
    {
        foreach (var change in _changes.Values)
        {
            properties.Items[change.Property] =
                properties.Items[change.Property] with { IsRequired = change.IsRequired, Limits = change.Limits };
        }

        _changes.Clear();
    }

    private OverrideModel Current(int index) => _changes.TryGetValue(index, out var change)
        ? change
        : new OverrideModel(index, properties.Items[index].IsRequired, properties.Items[index].Limits);

    private int? Find(SpecScalar field)
    {
        var index = properties.IndexOf(field.Text);
        if (index >= 0)
            return index;
        if (!properties.IsRefused(field.Text))
            problems.Add(ProblemRules.UnknownProperty, field.Span, field.Text);
        return null;
    }

    /// <summary>A branch may repeat the type and format, but not change them.</summary>
    private void ReportOtherType(FlatSchema schema, (string? Type, string? Format) declared)
    {
        if (schema.First("type") is { } type && schema.Text("type") != declared.Type)
            problems.AddWrongValue("type", type.Value, $"'{declared.Type}' as declared");
        if (schema.First("format") is { } format && schema.Text("format") != declared.Format)
            problems.Add(ProblemRules.UnknownKeyword, format.Key.Span, "format in a branch");
    }
}
