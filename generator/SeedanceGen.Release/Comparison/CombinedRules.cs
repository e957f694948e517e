using System.Text.Json.Nodes;
using SeedanceGen.Release.Descriptions;

namespace SeedanceGen.Release.Comparison;

/// <summary>
/// Compares the rules of a schema that combine its properties (<c>oneOf</c>, <c>not</c>, <c>if</c> …) by what they accept: each is
/// asked about every combination of the values at which a rule can change its mind.
/// </summary>
internal sealed class CombinedRules
{
    /// <summary>More combinations than this are drawn by lot, always the same ones.</summary>
    private const int MaximumCombinations = 20_000;

    private const int MaximumText = 5_000;

    private readonly Side _old;
    private readonly Side _now;
    private readonly List<(string Name, List<JsonNode?> Values)> _choices;

    private CombinedRules(Side old, Side now)
    {
        (_old, _now) = (old, now);
        var names = old.Mentioned().Concat(now.Mentioned()).Distinct(StringComparer.Ordinal);
        _choices = [.. names.Select(name => (name, Values([.. old.SchemasOf(name), .. now.SchemasOf(name)])))];
    }

    /// <summary>What the rules accept no longer, and newly: an example of each, or null.</summary>
    /// <param name="AcceptedBefore">A value that is no longer accepted.</param>
    /// <param name="AcceptedNow">A value that was not accepted.</param>
    /// <param name="IsCertain">False when the rules differ in a pattern, which values cannot compare.</param>
    internal readonly record struct Difference(string? AcceptedBefore, string? AcceptedNow, bool IsCertain);

    /// <summary>The difference; null when the rules are written alike.</summary>
    public static Difference? Between(
        ComparedDescription oldDescription, ComparedSchema old, ComparedDescription nowDescription, ComparedSchema now)
    {
        var (before, after) = (new Side(oldDescription, old), new Side(nowDescription, now));
        return before.Text == after.Text ? null : new CombinedRules(before, after).Compare();
    }

    private Difference Compare()
    {
        (int Count, string Text)? lost = null, gained = null;
        var names = _choices.Select(choice => choice.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var value in Combinations())
        {
            // A value that one of the two accepts no longer, or newly, for itself is reported where it stands.
            if (!_old.AcceptsProperties(value, names) || !_now.AcceptsProperties(value, names))
                continue;
            var (before, after) = (_old.AcceptsTogether(value), _now.AcceptsTogether(value));
            if (before && !after && (lost is null || value.Count < lost.Value.Count))
                lost = (value.Count, value.ToJsonString(JsonText.Plain));
            if (!before && after && (gained is null || value.Count < gained.Value.Count))
                gained = (value.Count, value.ToJsonString(JsonText.Plain));
        }

        return new Difference(lost?.Text, gained?.Text, _old.Patterns().SetEquals(_now.Patterns()));
    }

    private IEnumerable<JsonObject> Combinations()
    {
        var count = _choices.Aggregate(1d, (product, choice) => product * (choice.Values.Count + 1));
        var lot = new Random(1);
        for (var number = 0; number < Math.Min(count, MaximumCombinations); number++)
        {
            var value = new JsonObject();
            var rest = number;
            foreach (var (name, values) in _choices)
            {
                // The first choice is that the property is missing.
                var choice = count > MaximumCombinations ? lot.Next(values.Count + 1) : rest % (values.Count + 1);
                rest /= values.Count + 1;
                if (choice > 0)
                    value[name] = values[choice - 1]?.DeepClone();
            }

            yield return value;
        }
    }

    private static List<JsonNode?> Values(IReadOnlyList<JsonNode?> schemas)
    {
        var values = new List<JsonNode?>();
        var type = schemas.Select(schema => schema.Text("type") ?? schema.Child("type").Items().Select(item => item.AsText())
            .FirstOrDefault(name => name != "null")).FirstOrDefault(name => name is not null);
        foreach (var schema in schemas)
        {
            values.AddRange(schema.Child("enum").Items());
            if (schema.Child("const") is { } only)
                values.Add(only);
            foreach (var keyword in ComparedSchema.LimitKeywords.Keys.Append("exclusiveMinimum").Append("exclusiveMaximum"))
            {
                if (schema.Child(keyword).AsNumber() is { } limit)
                    values.AddRange(new[] { limit - 1, limit, limit + 1 }.Select(number => Sized(keyword, number))
                        .Where(value => value is not null));
            }

            if (schema.Child("multipleOf").AsNumber() is { } divisor)
                values.AddRange([JsonValue.Create(divisor), JsonValue.Create(divisor * 2), JsonValue.Create(divisor + 1)]);
        }

        values.AddRange(type switch
        {
            "integer" or "number" => [JsonValue.Create(1m)],
            "boolean" => [JsonValue.Create(true), JsonValue.Create(false)],
            "array" => [new JsonArray("https://media.example/a.png")],
            "object" => [new JsonObject()],
            _ => [JsonValue.Create("https://media.example/a.png")],
        });
        return [.. values.DistinctBy(value => value?.ToJsonString()).OrderBy(value => value.AsNumber() ?? 0)];
    }

    private static JsonNode? Sized(string keyword, decimal number) => keyword switch
    {
        "minLength" or "maxLength" => number is >= 0 and <= MaximumText ? JsonValue.Create(new string('a', (int)number)) : null,
        "minItems" or "maxItems" => number is >= 0 and <= 100
            ? new JsonArray([.. Enumerable.Range(1, (int)number)
                .Select(item => (JsonNode?)JsonValue.Create($"https://media.example/{item}.png"))])
            : null,
        "minProperties" or "maxProperties" => number is >= 0 and <= 100
            ? new JsonObject(Enumerable.Range(1, (int)number)
                .Select(item => KeyValuePair.Create($"key{item}", (JsonNode?)JsonValue.Create("a"))))
            : null,
        _ => JsonValue.Create(number),
    };

    /// <summary>The rules of one of the two descriptions.</summary>
    private sealed class Side(ComparedDescription description, ComparedSchema schema)
    {
        private readonly SchemaValidator _validator = new(description);

        public string Text { get; } =
            string.Join('\n', schema.Rules.Select(rule => ComparedSchema.Canonical(description, rule)).Order(StringComparer.Ordinal));

        /// <summary>
        /// Whether each property is valid for itself, and none of the named ones is missing that is required without a rule.
        /// </summary>
        public bool AcceptsProperties(JsonObject value, HashSet<string> names) =>
            schema.Required.All(name => value.ContainsKey(name) || !names.Contains(name))
            && value.All(pair => !schema.Properties.TryGetValue(pair.Key, out var property) || _validator.IsValid(property, pair.Value));

        public bool AcceptsTogether(JsonObject value) => schema.Rules.All(rule => _validator.IsValid(rule, value));

        /// <summary>The properties that the rules name.</summary>
        public IEnumerable<string> Mentioned() => schema.Rules.SelectMany(rule => Combined(rule))
            .SelectMany(part => part.Child("properties").Entries()
            .Select(pair => pair.Key)
            .Concat(part.Child("required").Items().Select(name => name.AsText() ?? ""))
            .Concat(part.Child("dependentRequired").Entries()
                .SelectMany(pair => pair.Value.Items().Select(name => name.AsText() ?? "").Prepend(pair.Key))))
            .Distinct(StringComparer.Ordinal);

        /// <summary>Everything that is said about the property, in the rules and at the property itself.</summary>
        public IEnumerable<JsonNode?> SchemasOf(string property)
        {
            var own = schema.Properties.GetValueOrDefault(property);
            return Combined(own).Concat(schema.Rules.SelectMany(rule => Combined(rule))
                .SelectMany(part => Combined(part.Child("properties").Child(property))));
        }

        public HashSet<string> Patterns() =>
            [.. schema.Rules.SelectMany(rule => Combined(rule)).Select(part => part.Text("pattern")).OfType<string>()];

        /// <summary>The schema and all that it is combined of, without those of its properties.</summary>
        private IEnumerable<JsonNode?> Combined(JsonNode? node, int depth = 0)
        {
            var resolved = description.Resolve(node);
            if (resolved is not JsonObject map || depth > 20)
                return [];
            return map.Where(pair => pair.Key is "allOf" or "oneOf" or "anyOf" or "not" or "if" or "then" or "else" or "dependentSchemas")
                .SelectMany(pair => pair.Key == "dependentSchemas" ? pair.Value.Entries().Select(entry => entry.Value)
                    : pair.Value is JsonArray ? pair.Value.Items() : Enumerable.Repeat(pair.Value, 1))
                .SelectMany(part => Combined(part, depth + 1)).Prepend(map);
        }
    }
}
