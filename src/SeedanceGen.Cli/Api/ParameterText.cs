using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Cli.Api;

/// <summary>Values of the command line as parameters, which the client writes in the style that the API description names.</summary>
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
    public static void Add(ref ApiRequest request, ParameterDescription parameter, JsonNode? value)
    {
        switch (parameter.Place)
        {
            case "query" when value is JsonObject fields && !parameter.IsJson:
                var style = parameter.IsDeep ? "deep" : parameter.Explode ? "fields" : "pairs";
                request.QueryObject(parameter.Name, fields, ApiReportJson.Readable, style);
                break;
            case "query" when value is JsonArray && !parameter.IsJson:
                request.QueryList(parameter.Name, AllOf(value), parameter.Explode ? null : parameter.Separator.ToString());
                break;
            case "query":
                request.Query(parameter.Name, Of(value));
                break;
            case "header":
                request.Header(parameter.Name, parameter.Write(value));
                break;
            case "cookie":
                request.Cookie(parameter.Name, parameter.Write(value));
                break;
        }
    }
}
