using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Page.Composing;

/// <summary>
/// A request as text for other places. The key is never in it: curl, the client and the tool read it from the environment variable that
/// the mock prints.
/// </summary>
internal static class CopiedText
{
    private const string KeyVariable = SeedanceClientOptions.ApiKeyVariable;

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The body as people read it.</summary>
    public static string Json(JsonNode body) => body.ToJsonString(Indented);

    /// <summary>A body as people read it: JSON with a line for each field, any other text as it is.</summary>
    public static string ReadableOf(string body)
    {
        try
        {
            return JsonNode.Parse(body) is { } json ? Json(json) : body;
        }
        catch (Exception other) when (other is JsonException or ArgumentException)
        {
            // It is no JSON, or a name stands twice.
            return body;
        }
    }

    /// <summary>A call of curl, for a shell of POSIX.</summary>
    public static string Curl(Uri mock, OperationDescription operation, JsonObject body) =>
        $"""
        curl {Quote(new Uri(mock, operation.PathTemplate.TrimStart('/')).AbsoluteUri)} \
          --request {operation.Method} \
          --header "Authorization: Bearer ${KeyVariable}" \
          --header 'Content-Type: application/json' \
          --data-raw {Quote(Json(body))}
        """;

    /// <summary>A word of a shell of POSIX, with quotes when it needs them.</summary>
    public static string Quote(string text) =>
        text.Length > 0 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/' or ':' or ',' or '=')
            ? text
            : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
