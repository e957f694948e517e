using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SeedanceGen.Generator.Tests.Variations;

/// <summary>A random description: properties, limits, models and branches, in any order and style.</summary>
internal sealed class SpecVariation
{
    private readonly Random _random;
    private readonly StyleOfChance _style;
    private readonly List<VariedProperty> _properties;
    private readonly string[] _models;

    public SpecVariation(int seed)
    {
        _random = new Random(seed);
        _style = new StyleOfChance(_random);
        Deciding = Pick("model", "engine", "tier");
        _models = [.. Enumerable.Range(1, _random.Next(2, 6))
            .Select(i => Pick("alpha", "beta", "gamma") + "-" + i + Pick(".0", ".5-pro", "_x", string.Empty))];
        _properties = [.. Enumerable.Range(0, _random.Next(4, 9)).Select(i => VariedProperty.ByChance(_random, i))];
        Yaml = Write();
    }

    public string Deciding { get; }

    public IReadOnlyList<string> Models => _models;

    public string Yaml { get; }

    /// <summary>What NSwag would make of it.</summary>
    public string Records => VariedRecords.Of(Deciding, _models, _properties);

    /// <summary>A random request, often at the edge of a limit.</summary>
    public JsonObject Request()
    {
        var request = new JsonObject { [Deciding] = _models[_random.Next(_models.Length)] };
        foreach (var property in _properties.Where(property => property.IsRequired || _random.Next(4) == 0))
            request[property.Name] = property.Value(_random);
        return request;
    }

    private string Write()
    {
        var branches = new List<object>();
        for (var start = 0; start < _models.Length;)
        {
            var count = Math.Min(_models.Length - start, _random.Next(1, 3));
            branches.Add(Branch(_models[start..(start + count)]));
            start += count;
        }

        Shuffle(branches);
        var rules = new List<object>
        {
            new Dictionary<string, object> { ["description"] = "What a model accepts." },
            new Dictionary<string, object> { [Pick("oneOf", "anyOf")] = branches },
        };
        var properties = _properties.ToDictionary(property => property.Name, property => (object)property.Schema);
        properties[Deciding] = new Dictionary<string, object> { ["$ref"] = "#/components/schemas/Kind" };
        var required = _properties.Where(property => property.IsRequired).Select(property => (object)property.Name).Append(Deciding)
            .ToList();
        var request =
            new Dictionary<string, object> { ["type"] = "object", ["required"] = required, ["properties"] = properties, ["allOf"] = rules };

        var yaml = new StringBuilder(
            "openapi: 3.0.3\npaths:\n  /jobs:\n    post:\n      operationId: start\n      x-charges-credits: true\n");
        yaml.Append(
            "      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/JobGenerationRequest' } } } }\n");
        yaml.Append("components:\n  schemas:\n    Kind: { type: string, enum: [")
            .AppendJoin(", ", _models.Select(model => _style.Text(model))).Append("] }\n");
        yaml.Append("    JobGenerationRequest:");
        _style.Write(yaml, request, 6);
        return yaml.Append('\n').ToString();
    }

    private Dictionary<string, object> Branch(string[] models)
    {
        var limits =
            new Dictionary<string, object> { [Deciding] = new Dictionary<string, object> { ["enum"] = models.Cast<object>().ToList() } };
        foreach (var property in _properties.Where(_ => _random.Next(2) == 0))
        {
            if (property.BranchLimit(_random) is { } limit)
                limits[property.Name] = limit;
        }

        return new Dictionary<string, object> { ["required"] = new List<object> { Deciding }, ["properties"] = limits };
    }

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    private void Shuffle(List<object> items)
    {
        var order = items.OrderBy(_ => _random.Next()).ToList();
        items.Clear();
        items.AddRange(order);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{_models.Length} models, {_properties.Count} properties");
}
