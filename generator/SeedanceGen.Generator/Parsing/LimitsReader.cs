using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Yaml;
using SeedanceGen.Rules;

namespace SeedanceGen.Generator.Parsing;

/// <summary>Reads the limits of a property; the type says which of them make sense.</summary>
internal sealed class LimitsReader(SchemaFlattener flattener, ScalarReader scalars, ProblemList problems)
{
    private static readonly HashSet<string> ForNumbers = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
    private static readonly HashSet<string> ForTexts = ["minLength", "maxLength", "pattern"];
    private static readonly HashSet<string> ForLists = ["minItems", "maxItems", "uniqueItems", "items"];
    private static readonly HashSet<string> ForMaps = ["minProperties", "maxProperties"];

    /// <summary>The keywords that say something about the schema, and nothing about the values.</summary>
    private static readonly HashSet<string> Annotations =
    [
        "type", "format", "title", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly",
        "externalDocs", "xml", "nullable", "$comment",
    ];

    /// <summary>The keywords of limits that become rules.</summary>
    public static IEnumerable<string> Supported => ForNumbers.Concat(ForTexts).Concat(ForLists).Concat(ForMaps);

    public static bool HasLimits(FlatSchema schema) => schema.Keywords.Any(IsLimit);

    /// <summary>Whether a keyword says anything about the values.</summary>
    public static bool IsLimit(Keyword keyword) =>
        !Annotations.Contains(keyword.Name) && !keyword.Key.IsExtension;

    /// <summary>The limits that a schema sets.</summary>
    /// <param name="field">The property, for messages.</param>
    /// <param name="type">Its type.</param>
    /// <param name="schema">The schema, of the property or of a branch.</param>
    /// <param name="start">The limits that hold already; the result includes them.</param>
    public Limits Read(string field, TypeModel type, FlatSchema schema, Limits start) =>
        Read(field, type.Kind, type.ValueKind, schema, start);

    private Limits Read(string field, ValueKind kind, ValueKind valueKind, FlatSchema schema, Limits start)
    {
        var limits = start;
        foreach (var keyword in schema.Keywords)
        {
            var added = ReadKeyword(field, kind, valueKind, schema, keyword, limits);
            if (limits.Excludes(added) || (kind == ValueKind.Integer && limits.And(added).LeavesNoWholeNumber()))
                problems.Add(ProblemRules.NothingAccepted, keyword.Value.Span, field, $"'{keyword.Name}' contradicts the other limits");
            else
                limits = limits.And(added);
        }

        return limits;
    }

    private Limits ReadKeyword(string field, ValueKind kind, ValueKind valueKind, FlatSchema schema, Keyword keyword, Limits limits)
    {
        var name = keyword.Name;
        // The record of a nested object has them, and rules between fields have readers of their own.
        if (kind == ValueKind.OpaqueClass || SchemaParts.Rules.Contains(name) || name is "discriminator" or "dependentRequired")
            return Limits.None;

        if (name == "items" && kind == ValueKind.List)
        {
            var items = flattener.Flatten(keyword.Value);
            ReportOtherType(field, valueKind, items);
            return Read(field, valueKind, valueKind, items, Limits.None);
        }

        if (name is "enum" or "const" && kind is not (ValueKind.List or ValueKind.Map))
            return ReadValues(field, kind, keyword, limits);
        if (ForNumbers.Contains(name))
            return Fits(field, kind, ValueKind.Integer, ValueKind.Number, keyword) ? ReadRange(kind, schema, keyword) : Limits.None;
        if (ForTexts.Contains(name))
            return Fits(field, kind, ValueKind.Text, ValueKind.Link, keyword) ? ReadText(keyword) : Limits.None;
        if (ForLists.Contains(name))
            return Fits(field, kind, ValueKind.List, ValueKind.List, keyword) ? ReadCount(keyword) : Limits.None;
        if (ForMaps.Contains(name))
            return Fits(field, kind, ValueKind.Map, ValueKind.Map, keyword) ? ReadCount(keyword) : Limits.None;
        if (name == "additionalProperties" && kind is ValueKind.Map or ValueKind.JsonObject)
            return ReadAdditionalProperties(field, valueKind, keyword);
        var isReadOnly = name == "readOnly" && keyword.Value is SpecScalar { Text: "true" };
        if (IsLimit(keyword) || isReadOnly)
            problems.Add(ProblemRules.UnknownKeyword, keyword.Key.Span, name);
        return Limits.None;
    }

    private bool Fits(string field, ValueKind kind, ValueKind one, ValueKind other, Keyword keyword)
    {
        if (kind == one || kind == other)
            return true;
        problems.Add(ProblemRules.MisplacedLimit, keyword.Key.Span, keyword.Name, one.Description(), field, kind.Description());
        return false;
    }

    private Limits ReadAdditionalProperties(string field, ValueKind valueKind, Keyword keyword)
    {
        // What limits the values is no rule of the field: the schema of the request has it.
        if (keyword.Value is SpecMap values)
            ReportOtherType(field, valueKind, flattener.Flatten(values));

        if (keyword.Value is SpecScalar scalar && (!scalar.TryGetTruthValue(out var isOpen) || !isOpen))
            problems.Add(ProblemRules.UnknownKeyword, keyword.Key.Span, "additionalProperties: " + scalar.Text);
        return Limits.None;
    }

    /// <summary>A branch may repeat the type of the values, but not change it.</summary>
    private void ReportOtherType(string field, ValueKind valueKind, FlatSchema schema)
    {
        if (schema.First("type") is { } type && schema.Text("type") is { } word && !Fits(valueKind, word))
            problems.AddWrongValue("type", type.Value, $"that of the values of '{field}' as declared");
    }

    private static bool Fits(ValueKind kind, string type) =>
        kind is not ValueKind.Json && (kind is ValueKind.JsonObject || kind.SchemaType() is not { } expected || type == expected);

    private Limits ReadRange(ValueKind kind, FlatSchema schema, Keyword keyword)
    {
        // In OpenAPI 3.0 an exclusive limit is a truth value beside the limit, in 3.1 it is the limit.
        if (keyword is { Name: "exclusiveMinimum" or "exclusiveMaximum", Value: SpecScalar flag } && flag.TryGetTruthValue(out _))
            return Limits.None;
        if (scalars.Number(keyword.Name, keyword.Value, kind == ValueKind.Integer) is not { } number)
            return Limits.None;

        switch (keyword.Name)
        {
            case "minimum":
                return Limits.None with { Minimum = number, ExclusiveMinimum = IsExclusive(schema, keyword, "exclusiveMinimum") };
            case "maximum":
                return Limits.None with { Maximum = number, ExclusiveMaximum = IsExclusive(schema, keyword, "exclusiveMaximum") };
            case "exclusiveMinimum":
                return Limits.None with { Minimum = number, ExclusiveMinimum = true };
            case "exclusiveMaximum":
                return Limits.None with { Maximum = number, ExclusiveMaximum = true };
            case "multipleOf" when number > 0:
                return Limits.None with { Divisors = new[] { number } };
            default:
                problems.AddWrongValue("multipleOf", keyword.Value, "greater than 0");
                return Limits.None;
        }
    }

    /// <summary>The flag belongs to the limit that stands in the same schema.</summary>
    private static bool IsExclusive(FlatSchema schema, Keyword limit, string name) => schema.All(name).Any(keyword =>
        keyword.Owner == limit.Owner && keyword.Value is SpecScalar flag && flag.TryGetTruthValue(out var isExclusive) && isExclusive);

    private Limits ReadText(Keyword keyword)
    {
        if (keyword.Name != "pattern")
        {
            var length = scalars.Count(keyword.Name, keyword.Value);
            return keyword.Name == "minLength"
                ? Limits.None with { MinimumLength = length is 0 ? null : length }
                : Limits.None with { MaximumLength = length };
        }

        if (scalars.Text(keyword.Name, keyword.Value) is not { } source)
            return Limits.None;
        if (RulePattern.ReasonAgainst(source) is not { } reason)
            return Limits.None with { Patterns = new[] { source } };
        problems.Add(ProblemRules.UnusablePattern, keyword.Value.Span, source, reason);
        return Limits.None;
    }

    private Limits ReadCount(Keyword keyword) => keyword.Name switch
    {
        "uniqueItems" => Limits.None with { UniqueItems = scalars.TruthValue(keyword.Name, keyword.Value) == true },
        "minItems" or "minProperties" => Limits.None with
        {
            MinimumCount = scalars.Count(keyword.Name, keyword.Value) is > 0 and var count ? count : null,
        },
        _ => Limits.None with { MaximumCount = scalars.Count(keyword.Name, keyword.Value) },
    };

    private Limits ReadValues(string field, ValueKind kind, Keyword keyword, Limits limits)
    {
        IReadOnlyList<SpecNode> values = keyword.Name == "const" ? [keyword.Value] : keyword.Value.Items;
        if (values.Count == 0)
        {
            problems.AddWrongValue(keyword.Name, keyword.Value, "a list with at least one value");
            return Limits.None;
        }

        switch (kind)
        {
            case ValueKind.Integer or ValueKind.Number:
                var numbers = values.Select(value => scalars.Number(keyword.Name, value, kind == ValueKind.Integer));
                return Limits.None with { Numbers = numbers.OfType<decimal>().Distinct().ToArray() };
            case ValueKind.Flag:
                var flags = values.Select(value => scalars.TruthValue(keyword.Name, value)).OfType<bool>();
                return Limits.None with { Texts = flags.Select(flag => flag ? "true" : "false").Distinct().ToArray() };
            case ValueKind.Text or ValueKind.Link or ValueKind.Choice:
                return Limits.None with { Texts = ReadTexts(field, keyword.Name, values, limits).Distinct().ToArray() };
            default:
                problems.Add(ProblemRules.MisplacedLimit, keyword.Key.Span, keyword.Name, "single values", field, kind.Description());
                return Limits.None;
        }
    }

    private IEnumerable<string> ReadTexts(string field, string name, IReadOnlyList<SpecNode> values, Limits limits)
    {
        foreach (var value in values)
        {
            if (scalars.Text(name, value) is not { } text)
                continue;
            if (limits.Texts.Count > 0 && !limits.Texts.Contains(text))
                problems.Add(ProblemRules.NothingAccepted, value.Span, field, $"'{text}' is not among the values of the field");
            yield return text;
        }
    }
}
