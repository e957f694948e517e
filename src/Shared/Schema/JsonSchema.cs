using System.Text.Json;

namespace SeedanceGen.Rules.Schema;

/// <summary>
/// A schema object of OpenAPI, 3.0 or 3.1. <see cref="SchemaReader"/> fills it after it was made, because schemas may refer to themselves.
/// </summary>
internal sealed class JsonSchema
{
    private static readonly char[] FractionOrExponent = ['.', 'e', 'E'];

    private readonly List<SchemaRule> _rules = [];

    /// <summary>The type that a value must have; null for any.</summary>
    public string? Type { get; set; }

    /// <summary>Whether null is valid, even when another keyword rejects it.</summary>
    public bool IsNullable { get; set; }

    /// <summary>The rule about an object's properties; null when there is none.</summary>
    public ObjectRule? Object { get; private set; }

    public IReadOnlyList<SchemaRule> Rules => _rules;

    public void Add(SchemaRule rule)
    {
        _rules.Add(rule);
        Object ??= rule as ObjectRule;
    }

    /// <summary>Every rule about an object's properties that holds here, whether by <c>$ref</c>, by <c>allOf</c> or directly.</summary>
    public IEnumerable<ObjectRule> ObjectRules() => _rules.OfType<AllOfRule>()
        .SelectMany(all => all.Schemas)
        .SelectMany(schema => schema.ObjectRules())
        .Concat(_rules.OfType<ObjectRule>());

    public void Validate(JsonElement value, SchemaRun run)
    {
        if (!value.IsKnown())
        {
            if (Type is not null || _rules.Count > 0)
                run.Doubt();
            return;
        }

        if (IsNullable && value.ValueKind == JsonValueKind.Null)
            return;

        // Every other violation of a value of the wrong type follows from its type.
        if (Type is not null && !IsOfType(value))
        {
            run.Report(
                "type", Type is "object" or "array" or "integer" ? "an " + Type : "a " + Type, value,
                run.IsTrial ? null : SchemaDescription.Of(this));
            return;
        }

        run.Begin(this);
        foreach (var rule in _rules)
            rule.Validate(value, run);
        run.End();
    }

    /// <summary>An integer is written without fraction and exponent, as in the JSON Schema that OpenAPI 3.0 builds on.</summary>
    private bool IsOfType(JsonElement value) => Type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number
            && (value.TryGetInt64(out _) || value.GetRawText().IndexOfAny(FractionOrExponent) < 0),
        _ => throw new NotSupportedException($"The API description has the type '{Type}', which OpenAPI does not know."),
    };
}
