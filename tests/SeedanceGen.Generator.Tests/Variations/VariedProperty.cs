using System.Globalization;
using System.Text.Json.Nodes;

namespace SeedanceGen.Generator.Tests.Variations;

/// <summary>A random property: its schema, the type that NSwag gives it, values at the edge, and limits for a branch.</summary>
internal sealed record VariedProperty(
    string Name,
    bool IsRequired,
    string CSharp,
    bool IsStruct,
    Dictionary<string, object> Schema,
    Func<Random, JsonNode> Value,
    Func<Random, Dictionary<string, object>?> BranchLimit)
{
    private static readonly string[] Texts = ["", " ", "a", "ab", "abc", "b1", "😀", "😀😀😀", "xyz\n", "zzzzzzzzzz"];

    public static VariedProperty ByChance(Random random, int index)
    {
        var name = "field" + (char)('A' + index);
        var isRequired = random.Next(4) == 0;
        return random.Next(6) switch
        {
            0 => Integer(name, isRequired, random),
            1 => Number(name, isRequired, random),
            2 => Text(name, isRequired, random),
            3 => Flag(name, isRequired),
            4 => Integer(name, isRequired, random),
            _ => List(name, isRequired, random),
        };
    }

    private static VariedProperty Integer(string name, bool isRequired, Random random)
    {
        var schema = OfType("integer");
        var isLong = random.Next(4) == 0;
        schema["minimum"] = random.Next(-3, 3);
        schema["maximum"] = isLong ? 4294967295L : random.Next(8, 20);
        if (random.Next(3) == 0)
            schema["exclusiveMaximum"] = true;
        if (random.Next(3) == 0)
            schema["multipleOf"] = random.Next(2, 4);
        return new(name, isRequired, isLong ? "long" : "int", true, schema,
            values => values.Next(12) == 0 && isLong ? 4294967296L - values.Next(3) : values.Next(-5, 22), Limit);

        static Dictionary<string, object>? Limit(Random limits) => limits.Next(4) switch
        {
            0 => new() { ["enum"] = new List<object> { 6, 12, 0 } },
            1 => new() { ["minimum"] = 2, ["exclusiveMinimum"] = true, ["maximum"] = 7 },
            2 => new() { ["multipleOf"] = 2 },
            _ => new() { ["maximum"] = 6 },
        };
    }

    private static VariedProperty Number(string name, bool isRequired, Random random)
    {
        var schema = OfType("number");
        schema["minimum"] = -1.5m;
        if (random.Next(2) == 0)
            schema["exclusiveMinimum"] = true;
        if (random.Next(2) == 0)
            schema["multipleOf"] = 0.1m;
        return new(name, isRequired, "double", true, schema,
            values => JsonNode.Parse((values.Next(-40, 60) / 20m).ToString(CultureInfo.InvariantCulture))!,
            limits => limits.Next(2) == 0 ? new() { ["maximum"] = 1.5m } : new() { ["enum"] = new List<object> { 0.5m, 1 } });
    }

    private static VariedProperty Text(string name, bool isRequired, Random random)
    {
        var schema = OfType("string");
        if (random.Next(2) == 0)
            schema["minLength"] = random.Next(1, 3);
        if (random.Next(2) == 0)
            schema["maxLength"] = random.Next(3, 5);
        if (random.Next(2) == 0)
            schema["pattern"] = random.Next(2) == 0 ? @"\S" : "^[a-z]";
        return new(name, isRequired, "string", false, schema, values => Texts[values.Next(Texts.Length)],
            limits => limits.Next(2) == 0 ? new() { ["maxLength"] = 3 } : new() { ["enum"] = new List<object> { "abc", "ab" } });
    }

    private static VariedProperty Flag(string name, bool isRequired) => new(
        name, isRequired, "bool", true, OfType("boolean"), values => values.Next(2) == 0,
        limits => limits.Next(2) == 0 ? new() { ["enum"] = new List<object> { false } } : null);

    private static VariedProperty List(string name, bool isRequired, Random random)
    {
        var schema = OfType("array");
        schema["items"] = new Dictionary<string, object> { ["type"] = "string", ["maxLength"] = 3 };
        if (random.Next(2) == 0)
            schema["uniqueItems"] = true;
        if (random.Next(2) == 0)
            schema["minItems"] = 1;
        return new(name, isRequired, "IReadOnlyList<string>", false, schema,
            values => new JsonArray([.. Enumerable.Range(0, values.Next(5)).Select(_ => (JsonNode)Texts[values.Next(Texts.Length)])]),
            limits => limits.Next(2) == 0
                ? new() { ["maxItems"] = 2 }
                : new() { ["items"] = new Dictionary<string, object> { ["minLength"] = 1 }, ["maxItems"] = 3 });
    }

    private static Dictionary<string, object> OfType(string type) => new() { ["type"] = type, ["description"] = "A field." };
}
