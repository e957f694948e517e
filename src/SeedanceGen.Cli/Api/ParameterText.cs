using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Cli.Schema;

namespace SeedanceGen.Cli.Api;

/// <summary>Values as parameters: in the style that the API description names.</summary>
internal static class ParameterText
{
    public static string? Of(JsonNode? value) => value switch
    {
        null => null,
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
        _ => value.ToJsonString(),
    };

    /// <summary>The texts of a list, or the text of one value.</summary>
    public static IEnumerable<string> AllOf(JsonNode? value) =>
        (value is JsonArray list ? list.Select(Of) : [Of(value)]).Select(text => text ?? string.Empty);

    /// <summary>Puts a parameter where it belongs. Parameters of the path are in it already.</summary>
    public static void Add(ref ApiRequest request, DescribedParameter parameter, JsonNode? value)
    {
        var name = parameter.Field.Name;
        switch (parameter.Place)
        {
            case "query" when value is JsonObject fields:
                AddFields(ref request, parameter, fields);
                break;
            case "query" when value is JsonArray:
                request.QueryList(name, AllOf(value), parameter.Explodes ? null : SeparatorOf(parameter.Style));
                break;
            case "query":
                request.Query(name, Of(value));
                break;
            case "header":
                request.HeaderList(name, AllOf(value));
                break;
            case "cookie":
                request.Cookie(name, string.Join(',', AllOf(value)));
                break;
        }
    }

    private static void AddFields(ref ApiRequest request, DescribedParameter parameter, JsonObject fields)
    {
        if (parameter.Style != "deepObject" && !parameter.Explodes)
        {
            request.QueryList(parameter.Field.Name, fields.SelectMany(field => new[] { field.Key, Of(field.Value) ?? string.Empty }), ",");
            return;
        }

        foreach (var (field, value) in fields)
            request.Query(parameter.Style == "deepObject" ? $"{parameter.Field.Name}[{field}]" : field, Of(value));
    }

    private static string SeparatorOf(string style) => style switch
    {
        "spaceDelimited" => " ",
        "pipeDelimited" => "|",
        _ => ",",
    };
}
