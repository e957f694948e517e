using System.Text.Json;

namespace SeedanceGen.Testing.Schema;

/// <summary>
/// A schema object of OpenAPI 3.0, ready to judge. It is filled once, by <see cref="SchemaReader"/>, because schemas may refer to
/// themselves.
/// </summary>
internal sealed class JsonSchema
{
    private readonly List<SchemaRule> _rules = [];

    /// <summary>Whether null passes, whatever else the schema says.</summary>
    public bool IsNullable { get; set; }

    /// <summary>The rule about an object's properties; null when there is none.</summary>
    public ObjectRule? Object { get; private set; }

    public IReadOnlyList<SchemaRule> Rules => _rules;

    public void Add(SchemaRule rule)
    {
        _rules.Add(rule);
        Object ??= rule as ObjectRule;
    }

    /// <summary>Every rule about an object's properties that holds here, whether by <c>$ref</c>, by <c>allOf</c> or at once.</summary>
    public IEnumerable<ObjectRule> ObjectRules() => _rules.OfType<AllOfRule>()
        .SelectMany(all => all.Schemas)
        .SelectMany(schema => schema.ObjectRules())
        .Concat(_rules.OfType<ObjectRule>());

    public void Judge(JsonElement value, SchemaRun run)
    {
        if (IsNullable && value.ValueKind == JsonValueKind.Null)
            return;

        var found = run.Found;
        foreach (var rule in _rules)
        {
            rule.Judge(value, run);

            // What else is wrong with a value of the wrong type follows from its type.
            if (rule is TypeRule && run.Found > found)
                return;
        }
    }
}
