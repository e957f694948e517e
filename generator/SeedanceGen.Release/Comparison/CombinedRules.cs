using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Release.Descriptions;
using SeedanceGen.Rules.Schema;

namespace SeedanceGen.Release.Comparison;

/// <summary>
/// Compares the rules of a schema that combine its properties (<c>oneOf</c>, <c>not</c>, <c>if</c> …) by what they accept: it tries every
/// combination of the values at which the result of a rule can change.
/// </summary>
internal sealed class CombinedRules
{
    /// <summary>The most combinations that are tried. When there are more, they are drawn at random, the same ones on each run.</summary>
    private const int MaximumCombinations = 20_000;

    private const int MaximumText = 5_000;

    /// <summary>Objects deeper than this are empty.</summary>
    private const int DeepestLevel = 3;

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
            // A value that one of the two rejects by itself is reported at its own property.
            var json = JsonSerializer.SerializeToElement(value);
            if (!_old.AcceptsProperties(json, names) || !_now.AcceptsProperties(json, names))
                continue;
            var (before, after) = (_old.AcceptsTogether(json), _now.AcceptsTogether(json));
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

    /// <summary>The values of a property at which the result of one of its schemas can change.</summary>
    private static List<JsonNode?> Values(IReadOnlyList<Part> schemas, int level = 0)
    {
        var values = new List<JsonNode?>();
        var type = schemas.Select(schema => schema.Node.Text("type") ?? schema.Node.Child("type").Items().Select(item => item.AsText())
            .FirstOrDefault(name => name != "null")).FirstOrDefault(name => name is not null);
        foreach (var schema in schemas.Select(schema => schema.Node))
        {
            values.AddRange(schema.Child("enum").Items());
            if (schema.Child("const") is { } only)
                values.Add(only);
            foreach (var keyword in ComparedSchema.LimitKeywords.Keys.Append("exclusiveMinimum").Append("exclusiveMaximum"))
            {
                if (schema.Child(keyword).AsNumber() is { } limit)
                    values.AddRange(Around(limit, type).Select(number => Sized(keyword, number)).Where(value => value is not null));
            }

            if (schema.Child("multipleOf").AsNumber() is { } divisor)
                values.AddRange([JsonValue.Create(divisor), JsonValue.Create(divisor * 2), JsonValue.Create(divisor + 1)]);
        }

        values.AddRange(type switch
        {
            "integer" or "number" => [JsonValue.Create(1m)],
            "boolean" => [JsonValue.Create(true), JsonValue.Create(false)],
            "array" => Lists(schemas, level).Append(new JsonArray("https://media.example/a.png")),
            "object" => Objects(schemas, level).Append(new JsonObject()),
            _ => [JsonValue.Create("https://media.example/a.png")],
        });
        return [.. values.DistinctBy(value => value?.ToJsonString()).OrderBy(value => value.AsNumber() ?? 0)];
    }

    /// <summary>A limit with what is close to it.</summary>
    private static decimal[] Around(decimal limit, string? type) =>
        type == "number" ? [limit - 1, limit - 0.01m, limit, limit + 0.01m, limit + 1] : [limit - 1, limit, limit + 1];

    /// <summary>Objects with the required properties: alone, and with each value of each property.</summary>
    private static IEnumerable<JsonNode?> Objects(IReadOnlyList<Part> schemas, int level)
    {
        if (level == DeepestLevel)
            yield break;

        var names = schemas.SelectMany(schema => schema.Node.Child("properties").Entries().Select(pair => pair.Key)).Distinct().ToList();
        var values = names.ToDictionary(name => name, name => Values(
            [.. schemas.SelectMany(schema => schema.Side.Parts(schema.Node.Child("properties").Child(name)))], level + 1));
        var least = new JsonObject();
        foreach (var name in schemas.SelectMany(schema => schema.Node.Child("required").Items())
            .Select(name => name.AsText() ?? "").Distinct())
        {
            least[name] = values.GetValueOrDefault(name)?.Find(value => schemas.All(schema =>
                schema.Side.Accepts(schema.Node.Child("properties").Child(name), JsonSerializer.SerializeToElement(value))))?.DeepClone();
        }

        yield return least;
        foreach (var (name, value) in names.SelectMany(name => values[name].Select(value => (name, value))))
        {
            var more = least.DeepClone();
            more[name] = value?.DeepClone();
            yield return more;
        }
    }

    private static IEnumerable<JsonNode?> Lists(IReadOnlyList<Part> schemas, int level) => level == DeepestLevel
        ? []
        : Values([.. schemas.SelectMany(schema => schema.Side.Parts(schema.Node.Child("items")))], level + 1)
            .Select(value => new JsonArray(value?.DeepClone()));

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

    /// <summary>A schema of one of the two descriptions.</summary>
    private sealed record Part(Side Side, JsonNode? Node);

    /// <summary>The rules of one of the two descriptions.</summary>
    private sealed class Side(ComparedDescription description, ComparedSchema schema)
    {
        private readonly SchemaReader _reader = new(JsonSerializer.SerializeToElement(description.Root));
        private readonly Dictionary<JsonNode, JsonSchema> _read = new(ReferenceEqualityComparer.Instance);

        public string Text { get; } =
            string.Join('\n', schema.Rules.Select(rule => ComparedSchema.Canonical(description, rule)).Order(StringComparer.Ordinal));

        /// <summary>
        /// Whether each property is valid for itself, and none of the named ones is missing that is required without a rule.
        /// </summary>
        public bool AcceptsProperties(JsonElement value, HashSet<string> names) =>
            schema.Required.All(name => value.TryGetProperty(name, out _) || !names.Contains(name))
            && value.EnumerateObject().All(pair => Accepts(schema.Properties.GetValueOrDefault(pair.Name), pair.Value));

        public bool AcceptsTogether(JsonElement value) => schema.Rules.All(rule => Accepts(rule, value));

        /// <summary>Whether a schema accepts a value. What cannot be followed limits nothing: another check reports it.</summary>
        public bool Accepts(JsonNode? node, JsonElement value)
        {
            if (node is null)
                return true;
            try
            {
                if (!_read.TryGetValue(node, out var known))
                    _read[node] = known = _reader.Read(JsonSerializer.SerializeToElement(node));
                return new SchemaRun().Fits(known, value);
            }
            catch (Exception unknown) when (unknown is NotSupportedException or KeyNotFoundException)
            {
                return true;
            }
        }

        /// <summary>The properties that the rules name.</summary>
        public IEnumerable<string> Mentioned() => schema.Rules.SelectMany(rule => Combined(rule))
            .SelectMany(part => part.Child("properties").Entries()
            .Select(pair => pair.Key)
            .Concat(part.Child("required").Items().Select(name => name.AsText() ?? ""))
            .Concat(part.Child("dependentRequired").Entries()
                .SelectMany(pair => pair.Value.Items().Select(name => name.AsText() ?? "").Prepend(pair.Key))))
            .Distinct(StringComparer.Ordinal);

        /// <summary>Everything that is said about the property, in the rules and at the property itself.</summary>
        public IEnumerable<Part> SchemasOf(string property)
        {
            var own = schema.Properties.GetValueOrDefault(property);
            return Parts(own).Concat(schema.Rules.SelectMany(rule => Combined(rule))
                .SelectMany(part => Parts(part.Child("properties").Child(property))));
        }

        /// <summary>A schema and all that it is combined of.</summary>
        public IEnumerable<Part> Parts(JsonNode? node) => Combined(node).Select(part => new Part(this, part));

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
