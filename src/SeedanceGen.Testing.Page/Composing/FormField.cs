using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Fields;
using SeedanceGen.Rules;

namespace SeedanceGen.Testing.Page.Composing;

/// <summary>One field of a form. Its value is a text: of a list one value in each line, of a map one <c>key=value</c>.</summary>
internal sealed class FormField(DescribedField description)
{
    public DescribedField Description => description;

    /// <summary>What a person entered; empty for a field that is not sent.</summary>
    public string Text { get; set; } = "";

    /// <summary>What is wrong with the value; null when it is accepted.</summary>
    public string? Error { get; set; }

    /// <summary>Whether a person changed the value or tried to send it, so that an error is shown.</summary>
    public bool IsTouched { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Text) && !(description.IsRequired && Text.Length > 0);

    /// <summary>Whether the value has several lines.</summary>
    public bool HasLines => description.Kind is FieldKind.List or FieldKind.Map || description.IsStructured
        || description is { Kind: FieldKind.Text, IsRequired: true, Values.Count: 0 };

    /// <summary>How the value is written, besides the rule of the description; empty for a plain one.</summary>
    public string Form => description switch
    {
        { IsStructured: true } => "JSON",
        { Kind: FieldKind.List } => "one in each line",
        { Kind: FieldKind.Map } => "key=value, one in each line",
        _ => "",
    };

    /// <summary>The values to choose from by these rules; empty when the field is typed.</summary>
    public IReadOnlyList<string> ChoicesBy(FieldRules? rules) => description switch
    {
        { Kind: FieldKind.List or FieldKind.Map } => [],
        { Kind: FieldKind.Boolean } => ["true", "false"],
        { Values.Count: > 0 } => description.Values,
        _ when rules is { Numbers.Count: > 0 } => [.. rules.Numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))],
        _ => [],
    };

    /// <summary>The value as JSON. What is no number stays a text, which the rules then reject.</summary>
    public JsonNode? Read()
    {
        if (description.IsStructured)
            return Parse(Text);
        return description.Kind switch
        {
            FieldKind.List => new JsonArray([.. Lines().Select(line => Scalar(description.Item ?? description, line))]),
            FieldKind.Map => Map(),
            _ => Scalar(description, Text),
        };
    }

    private JsonObject Map()
    {
        var map = new JsonObject();
        foreach (var line in Lines())
        {
            var end = line.IndexOf('=', StringComparison.Ordinal);
            map[end < 0 ? line : line[..end].Trim()] = end < 0 ? "" : line[(end + 1)..].Trim();
        }

        return map;
    }

    private string[] Lines() =>
        Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static JsonNode? Scalar(DescribedField field, string text) => field.Kind switch
    {
        FieldKind.Integer when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        FieldKind.Integer or FieldKind.Number
            when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        FieldKind.Boolean when bool.TryParse(text, out var flag) => flag,
        FieldKind.Any => Parse(text),
        _ => text,
    };

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
