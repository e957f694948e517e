using System.Text.Json.Nodes;

namespace SeedanceGen.Analyzers.Tests.Sdk;

/// <summary>
/// Random rules. Each is about the type of its field, since a field in C# holds nothing else. A limit is a number that a double holds
/// exactly, and no number is infinite: the generator accepts no other limit, and JSON has no such number.
/// </summary>
internal sealed class RandomRules(Random random)
{
    private static readonly string[] Patterns =
    [
        "^https://", "^https?://", @"\S", "^[a-z0-9-]+$", "^.{2,4}$", "^[^/]*$", @"^\d+$", @"\w$", @"^\S+$", @"^\s*$", "^(a|b)+$",
        "^(?:https|data):", @"[\u00e0-\u00ff]", "😀", "^$", @"\.(png|jpe?g)$", "^[[]", @"^a\/b", "[.]", @"^[A-Za-z_]\w{0,3}$", "^a?b",
    ];

    private static readonly double[] WholeLimits =
        [0, 1, -1, 4, 15, -7, 100, 1e9, int.MaxValue, 9007199254740992, -9007199254740992, 4611686018427387904, 1e20];

    private static readonly double[] Limits = [.. WholeLimits, 0.1, 0.3, 0.5, 0.7, 1.1, -2.5, 1e-7, 1e300];

    private static readonly double[] Divisors = [1, 2, 3, 4, 5, 7, 10, 1024, 0.1, 0.3, 0.01, 0.25, 1.5, 1e-7, 1e-30, 1e30];

    private readonly RandomTexts _texts = new(random);

    public RandomRule Next() => random.Next(4) == 0 ? List() : Single();

    private RandomRule Single() => random.Next(9) switch
    {
        0 => Flag(),
        1 or 2 => Integer(),
        3 or 4 => Number(),
        5 or 6 => Link(),
        _ => Text(),
    };

    private RandomRule List()
    {
        var item = Single();
        while (item.Type == "bool")
            item = Single();
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.Schema };
        if (Sometimes())
            schema["minItems"] = random.Next(4);
        if (Sometimes())
            schema["maxItems"] = random.Next(1, 40);
        if (Sometimes())
            schema["uniqueItems"] = true;
        return new(schema, item.Type + "[]", () => ListOf(item));
    }

    /// <summary>Few different items, so that some are there twice.</summary>
    private Array ListOf(RandomRule item)
    {
        var pool = Enumerable.Range(0, 6).Select(_ => item.Value()).ToArray();
        var list = Array.CreateInstance(pool[0].GetType(), random.Next(10) == 0 ? random.Next(30, 45) : random.Next(5));
        for (var i = 0; i < list.Length; i++)
            list.SetValue(list.Length > 10 ? item.Value() : Pick(pool), i);
        return list;
    }

    private RandomRule Flag()
    {
        var schema = new JsonObject { ["type"] = "boolean", ["enum"] = new JsonArray(Sometimes()) };
        return new(schema, "bool", () => Sometimes());
    }

    private RandomRule Integer()
    {
        var schema = LimitsOf("integer", WholeLimits, out var near);
        return new(schema, "long", () => RandomNumbers.Integer(random, Pick(near)));
    }

    private RandomRule Number()
    {
        var schema = LimitsOf("number", Limits, out var near);
        return new(schema, "double", () => RandomNumbers.Number(random, Pick(near)));
    }

    private JsonObject LimitsOf(string type, double[] limits, out double[] near)
    {
        var schema = new JsonObject { ["type"] = type };
        if (random.Next(4) == 0)
        {
            near = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Pick(limits))];
            schema["enum"] = new JsonArray([.. near.Select(value => (JsonNode)value)]);
            return schema;
        }

        var used = new List<double> { Pick(limits) };
        foreach (var keyword in (string[])["minimum", "maximum"])
        {
            if (!Sometimes())
                continue;
            used.Add(Pick(limits));
            schema[keyword] = used[^1];
            if (random.Next(3) == 0)
                schema[keyword == "minimum" ? "exclusiveMinimum" : "exclusiveMaximum"] = true;
        }

        if (Sometimes())
            schema["multipleOf"] = Divisor(used);
        if (random.Next(5) == 0)
            schema["allOf"] = new JsonArray(new JsonObject { ["multipleOf"] = Divisor(used) });
        near = [.. used];
        return schema;
    }

    private double Divisor(List<double> near)
    {
        var divisor = Pick(Divisors);
        near.AddRange([divisor, divisor * random.Next(-1000, 1000), divisor * random.NextInt64()]);
        return divisor;
    }

    private RandomRule Text()
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (random.Next(4) == 0)
        {
            var listed = Enumerable.Range(0, random.Next(1, 4)).Select(_ => _texts.Any()).ToArray();
            schema["enum"] = new JsonArray([.. listed.Select(value => (JsonNode)value)]);
            return new(schema, "string", () => _texts.Near(Pick(listed)));
        }

        if (Sometimes())
            schema["minLength"] = random.Next(5);
        if (Sometimes())
            schema["maxLength"] = random.Next(7);
        if (Sometimes())
            schema["pattern"] = Pick(Patterns);
        if (random.Next(5) == 0)
            schema["allOf"] = new JsonArray(new JsonObject { ["pattern"] = Pick(Patterns) });
        return new(schema, "string", _texts.Any);
    }

    private RandomRule Link()
    {
        var schema = new JsonObject { ["type"] = "string", ["format"] = "uri" };
        if (Sometimes())
            schema["pattern"] = Pick(Patterns);
        if (random.Next(3) == 0)
            schema["maxLength"] = random.Next(10, 25);
        return Sometimes() ? new(schema, "string", _texts.LinkText) : new(schema, "Uri", _texts.Link);
    }

    private bool Sometimes() => random.Next(2) == 0;

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
