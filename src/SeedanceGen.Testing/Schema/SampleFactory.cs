using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Rules.Schema;

namespace SeedanceGen.Testing.Schema;

/// <summary>
/// Makes values that keep to a schema: the example that the schema shows, else the plainest value of its type. The same schema always gives
/// the same value.
/// </summary>
internal sealed class SampleFactory(ApiDescription description)
{
    private const int DeepestOptional = 6;
    private const int Deepest = 24;
    private const int MostBranches = 32;
    private const string FreeKey = "key";

    /// <summary>A value that keeps to a schema; when none was found, one that comes near to it.</summary>
    public JsonNode? Of(JsonElement schema, SampleKind kind) =>
        schema.ValueKind == JsonValueKind.Object ? Of([schema], kind, index: 0) : new JsonObject();

    /// <summary>A value that keeps to several schemas.</summary>
    /// <param name="schemas">The schemas.</param>
    /// <param name="kind">What the value is for.</param>
    /// <param name="index">The number among values that have to differ.</param>
    public JsonNode? Of(IReadOnlyList<JsonElement> schemas, SampleKind kind, int index)
    {
        var sample = Make(schemas, new Place(kind) { Index = index });
        if (Fits(schemas, sample))
            return sample;

        // When a value with the required fields alone does not fit, one with the optional fields may, and the other way round.
        var other = Make(schemas, new Place(kind with { FillsOptional = !kind.FillsOptional }) { Index = index });
        return Fits(schemas, other) ? other : sample;
    }

    /// <summary>Whether a value keeps to a schema.</summary>
    public bool Fits(JsonElement schema, JsonNode? value) => Fits([schema], value);

    /// <summary>Whether a value keeps to several schemas.</summary>
    public bool Fits(IReadOnlyList<JsonElement> schemas, JsonNode? value)
    {
        using var document = JsonDocument.Parse(value?.ToJsonString() ?? "null");
        return schemas.All(schema => new SchemaRun().Fits(description.SchemaOf(schema), document.RootElement));
    }

    private JsonNode? Make(IReadOnlyList<JsonElement> schemas, Place place)
    {
        if (place.Depth > Deepest)
            return null;

        var view = SchemaView.Of(description, schemas);
        if (place.Index == 0)
        {
            foreach (var shown in view.Shown)
            {
                var value = Node(shown);
                // An example need not show the optional fields.
                if (Fits(schemas, value) && !(place.Kind.FillsOptional && value is JsonObject))
                    return value;
            }
        }

        if (view.Choices.Count == 0)
            return Single(view, place);

        JsonNode? first = null;
        var isFirst = true;
        foreach (var (parts, discriminated) in Branches(view, schemas).Take(MostBranches))
        {
            var value = Single(SchemaView.Of(description, parts), place);
            if (discriminated is { } choice && value is JsonObject members && (choice.IsMapped || !members.ContainsKey(choice.Property)))
                members[choice.Property] = choice.Value;
            if (Fits(schemas, value))
                return value;
            first = isFirst ? value : first;
            isFirst = false;
        }

        return first;
    }

    /// <summary>Each combination of one branch of every choice, with what the discriminator says about it.</summary>
    private static IEnumerable<(List<JsonElement> Parts, (string Property, string Value, bool IsMapped)? Discriminated)> Branches(
        SchemaView view, IReadOnlyList<JsonElement> schemas)
    {
        IEnumerable<List<JsonElement>> combinations = [[.. schemas]];
        foreach (var choice in view.Choices)
            combinations = combinations.SelectMany(parts => choice.Select(branch => new List<JsonElement>([.. parts, branch])));
        foreach (var parts in combinations)
        {
            (string, string, bool)? discriminated = null;
            if (view.Discriminator is { } discriminator
                && ApiDescription.Text(parts[schemas.Count], "$ref") is { } reference)
            {
                discriminated = discriminator.ValueOf.TryGetValue(reference, out var value)
                    ? (discriminator.Property, value, true)
                    : (discriminator.Property, reference.Split('/')[^1], false);
            }

            yield return (parts, discriminated);
        }
    }

    private JsonNode? Single(SchemaView view, Place place)
    {
        if (view.Values is { Count: > 0 } values)
            return Node(values[place.Index % values.Count]);

        return view.Type switch
        {
            "object" => Object(view, place),
            "array" => Array(view, place),
            "string" => JsonValue.Create(SampleText.Of(view, place.Index)),
            "integer" or "number" => Number(view, place.Index),
            "boolean" => JsonValue.Create(
                place.Name == description.Jobs.SuccessName ? !place.Kind.IsError : place.Index % 2 == 0),
            "null" => null,
            _ when view.Patterns.Count > 0 || view.Format is not null || view.MinLength > 0 =>
                JsonValue.Create(SampleText.Of(view, place.Index)),
            _ when view.IsNullable => null,
            _ => new JsonObject(),
        };
    }

    private JsonObject Object(SchemaView view, Place place)
    {
        var members = new JsonObject();
        foreach (var name in view.Names)
        {
            var schemas = view.Property(name);
            var isRequired = view.Required.Contains(name);
            if (schemas.Any(schema => ApiDescription.IsTrue(description.Follow(schema), "writeOnly")))
                continue;
            if (!isRequired && (!place.Kind.FillsOptional || place.Depth >= DeepestOptional || IsWithin(schemas, place)))
                continue;

            members[name] = Make(schemas, place.Into(name, view.References));
        }

        foreach (var name in view.Required.Where(name => !view.Has(name)))
            members[name] = view.Additional.Count > 0 ? Make(view.Additional, place.Into(name, view.References)) : "text";
        var least = Math.Max(view.MinProperties, view.Additional.Count > 0 ? 1 : 0);
        for (var number = 1; members.Count < least; number++)
        {
            var name = FreeKey + number.ToString(CultureInfo.InvariantCulture);
            members[name] = view.Additional.Count > 0 ? Make(view.Additional, place.Into(name, view.References)) : "text";
        }

        return members;
    }

    private JsonArray Array(SchemaView view, Place place)
    {
        var count = Math.Max(view.MinItems, Math.Min(1, view.MaxItems));
        if (view.MinItems == 0 && (IsWithin(view.Items, place) || place.Depth >= DeepestOptional))
            count = 0;
        var items = new JsonArray();
        for (var index = 0; index < count; index++)
        {
            var inner = place.Into("", view.References) with { Index = view.UniqueItems ? index : 0 };
            items.Add(view.Items.Count > 0 ? Make(view.Items, inner) : JsonValue.Create(index));
        }

        return items;
    }

    /// <summary>Whether a schema refers to one that the value is already within: it would have no end.</summary>
    private bool IsWithin(IReadOnlyList<JsonElement> schemas, Place place) =>
        SchemaView.Of(description, schemas).References.Overlaps(place.References);

    private static JsonValue Number(SchemaView view, int index)
    {
        var step = view.MultipleOf ?? 1;
        if (view.Type == "integer" && step % 1 != 0)
            step = step * 10 % 1 == 0 ? step * 10 : 1;
        var value = view.MultipleOf ?? 1;
        if (view.Minimum is { } minimum && (value < minimum.Limit || (minimum.IsExclusive && value == minimum.Limit)))
            value = Up(minimum.Limit, minimum.IsExclusive, step, view);
        if (view.Maximum is { } maximum && (value > maximum.Limit || (maximum.IsExclusive && value == maximum.Limit)))
            value = Down(maximum.Limit, maximum.IsExclusive, step, view);
        value += index * step;
        return value == decimal.Truncate(value) && value is >= long.MinValue and <= long.MaxValue
            ? JsonValue.Create((long)value)
            : JsonValue.Create(value);
    }

    private static decimal Up(decimal limit, bool isExclusive, decimal step, SchemaView view)
    {
        if (view.Type == "number" && view.MultipleOf is null)
            return !isExclusive ? limit : view.Maximum is { } end ? (limit + end.Limit) / 2 : limit + step;
        var value = Math.Ceiling(limit / step) * step;
        return isExclusive && value == limit ? value + step : value;
    }

    private static decimal Down(decimal limit, bool isExclusive, decimal step, SchemaView view)
    {
        if (view.Type == "number" && view.MultipleOf is null)
            return !isExclusive ? limit : view.Minimum is { } start ? (limit + start.Limit) / 2 : limit - step;
        var value = Math.Floor(limit / step) * step;
        return isExclusive && value == limit ? value - step : value;
    }

    private static JsonNode? Node(JsonElement value) => JsonNode.Parse(value.GetRawText());

    /// <summary>Where in the value a part is made.</summary>
    private sealed record Place(SampleKind Kind)
    {
        public string Name { get; private init; } = "";

        public int Depth { get; private init; }

        /// <summary>The number among items that have to differ.</summary>
        public int Index { get; init; }

        public IReadOnlySet<string> References { get; private init; } = new HashSet<string>();

        public Place Into(string name, HashSet<string> references) => this with
        {
            Name = name,
            Depth = Depth + 1,
            References = references.Count == 0 ? References : new HashSet<string>(References.Concat(references), StringComparer.Ordinal),
        };
    }
}

/// <summary>What a sample is for.</summary>
/// <param name="FillsOptional">Whether it has the fields that are not required.</param>
/// <param name="IsError">Whether it reports an error.</param>
internal readonly record struct SampleKind(bool FillsOptional, bool IsError = false);
