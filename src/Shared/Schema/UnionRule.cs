using System.Text.Json;

namespace SeedanceGen.Rules.Schema;

/// <summary>A <c>discriminator</c>: a property of the object tells which schema applies to the object.</summary>
internal sealed class UnionRule : SchemaRule
{
    public const string Keyword = "discriminator";

    private readonly string _property;
    private readonly Dictionary<string, JsonSchema> _variants;
    private readonly string _expected;

    public UnionRule(string property, IReadOnlyList<(string Value, JsonSchema Schema)> variants)
    {
        _property = property;
        _variants = variants.GroupBy(variant => variant.Value, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First().Schema, StringComparer.Ordinal);
        _expected = RuleDescription.Or(variants.Select(variant => variant.Value).Distinct(StringComparer.Ordinal));
    }

    public string Accepted => $"'{_property}' {_expected}";

    /// <summary>The schemas that the property chooses between.</summary>
    public IEnumerable<JsonSchema> Variants => _variants.Values;

    /// <summary>The schema that the object chooses; null when the choice is missing or not known.</summary>
    public JsonSchema? VariantOf(JsonElement value) =>
        value.TryGetProperty(_property, out var chosen) && chosen.IsKnown() && chosen.ValueKind == JsonValueKind.String
        && _variants.TryGetValue(chosen.GetString()!, out var variant) ? variant : null;

    public override void Validate(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return;

        if (value.MayHave(_property))
            run.Doubt();
        else if (!value.TryGetProperty(_property, out var chosen))
            run.ReportMissing(_property, accepted: _expected);
        else if (!chosen.IsKnown())
            run.Doubt();
        else if (chosen.ValueKind == JsonValueKind.String && _variants.TryGetValue(chosen.GetString()!, out var variant))
            variant.Validate(value, run);
        else if (chosen.ValueKind == JsonValueKind.String)
            run.ReportUndecided(_property, Keyword, _expected, chosen);
        else
            ReportType(chosen, run);
    }

    private void ReportType(JsonElement chosen, SchemaRun run)
    {
        run.Enter(_property);
        run.Report("type", "a string", chosen, _expected);
        run.Leave();
    }
}

/// <summary>Finds the schemas that a <c>discriminator</c> chooses between, each with its value.</summary>
internal sealed class UnionVariants(JsonElement document)
{
    private const string Components = "#/components/schemas/";

    /// <summary>What the normal form says of a union whose variants join it with <c>allOf</c>, and of each of them.</summary>
    private const string Classes = "x-union-classes";
    private const string Base = "x-union-base";
    private const string Value = "x-union-value";

    /// <summary>The property and the variants; null when the schema is no union.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="reference">The reference to it; null when it is described in place.</param>
    public (string Property, List<(string Value, JsonElement Schema)> Variants)? Of(JsonElement schema, string? reference)
    {
        if (!schema.TryGetProperty("discriminator", out var discriminator)
            || !discriminator.TryGetProperty("propertyName", out var name) || name.GetString() is not { } property)
            return null;

        var hasBranches = schema.TryGetProperty("oneOf", out var branches) || schema.TryGetProperty("anyOf", out branches);
        var variants = hasBranches ? Branches(property, discriminator, branches)
            : reference is not null && schema.TryGetProperty(Classes, out var classes) ? Joining(reference, classes)
            : [];
        return variants.Count > 0 ? (property, variants) : null;
    }

    private List<(string Value, JsonElement Schema)> Branches(string property, JsonElement discriminator, JsonElement branches)
    {
        var variants = new List<(string Value, JsonElement Schema)>();
        var mapped = new HashSet<string>(StringComparer.Ordinal);
        if (discriminator.TryGetProperty("mapping", out var mapping))
        {
            foreach (var entry in mapping.EnumerateObject())
            {
                var reference = Reference(entry.Value.GetString()!);
                mapped.Add(reference);
                variants.Add((entry.Name, ReferenceTo(reference)));
            }
        }

        foreach (var branch in branches.EnumerateArray())
        {
            var reference = branch.TryGetProperty("$ref", out var target) ? target.GetString()! : null;
            if (reference is not null && mapped.Contains(reference))
                continue;
            var values = ValuesOf(branch, property);
            if (values.Count == 0 && reference is not null)
                values = [reference.Substring(reference.LastIndexOf('/') + 1)];
            variants.AddRange(values.Select(value => (value, branch)));
        }

        return variants;
    }

    /// <summary>The components that join a union: each has one of its values, and so the class of that value.</summary>
    private List<(string Value, JsonElement Schema)> Joining(string reference, JsonElement classes)
    {
        var name = Letters(reference.Substring(reference.LastIndexOf('/') + 1));
        var variants = new List<(string Value, JsonElement Schema)>();
        foreach (var component in SchemaReader.Find(document, Components.Substring(0, Components.Length - 1)).EnumerateObject())
        {
            if (component.Value.TryGetProperty(Base, out var union) && Letters(union.GetString()!) == name
                && component.Value.TryGetProperty(Value, out var value)
                && classes.TryGetProperty(value.GetString()!, out var type))
            {
                variants.AddRange(classes.EnumerateObject().Where(entry => entry.Value.GetString() == type.GetString())
                    .Select(entry => (entry.Name, component.Value)));
            }
        }

        return variants;
    }

    /// <summary>The letters and digits of a name in upper case, in which the description and C# agree.</summary>
    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>The values that a branch lists for the property.</summary>
    private List<string> ValuesOf(JsonElement schema, string property)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return ValuesOf(SchemaReader.Find(document, reference.GetString()!), property);
        if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(property, out var own))
        {
            if (own.TryGetProperty("const", out var constant) && constant.ValueKind == JsonValueKind.String)
                return [constant.GetString()!];
            if (own.TryGetProperty("enum", out var values))
            {
                return [.. values.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String)
                    .Select(value => value.GetString()!)];
            }
        }

        return schema.TryGetProperty("allOf", out var parts)
            ? parts.EnumerateArray().Select(part => ValuesOf(part, property)).FirstOrDefault(values => values.Count > 0) ?? []
            : [];
    }

    private static string Reference(string target) => target.Contains('/') ? target : Components + target;

    private static JsonElement ReferenceTo(string reference)
    {
        using var json = JsonDocument.Parse($"{{\"$ref\":\"{JsonEncodedText.Encode(reference)}\"}}");
        return json.RootElement.Clone();
    }
}
