using System.Text.Json;
using SeedanceGen.Json;

namespace SeedanceGen.Http;

/// <summary>Reads an answer that is an error, whatever its shape: the documented envelope, another JSON, a page of HTML, nothing.</summary>
internal static class ErrorAnswerReader
{
    private const int LongestBody = 16 * 1024;

    public static ApiErrorResponse Read(HttpResponseMessage response, ReadOnlySpan<byte> body, SeedanceConnection connection)
    {
        var (code, message) = ReadEnvelope(body);
        // Masked before it is cut, so that the cut cannot go through a key.
        var text = connection.Mask(System.Text.Encoding.UTF8.GetString(body));
        return new ApiErrorResponse
        {
            StatusCode = response.StatusCode,
            Code = code is null ? null : connection.Mask(code),
            Message = message is null ? null : connection.Mask(message),
            RawBody = text.Length > LongestBody ? text[..LongestBody] : text,
            Headers = ReadHeaders(response, connection),
            RetryAfter = RetryAfterHint.Read(response, connection.Options.TimeProvider),
        };
    }

    /// <summary>The error of the documented envelope; nulls when the body is not one. Undocumented shapes are read as far as they go.</summary>
    private static (string? Code, string? Message) ReadEnvelope(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind != JsonValueKind.Object || SaysSuccess(document.RootElement)
                || !document.RootElement.TryGetProperty("error", out var error))
            {
                return default;
            }

            return error.ValueKind switch
            {
                JsonValueKind.Object => (Text(error, "code"), Text(error, "message")),
                JsonValueKind.String => (null, JsonText.Of(error)),
                _ => default,
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON; or names in it that are no text.
            return default;
        }
    }

    /// <summary>What says that it was carried out is not an error, whatever else it says.</summary>
    private static bool SaysSuccess(JsonElement root) => root.TryGetProperty("success", out var success) && success.ValueKind == JsonValueKind.True;

    private static string? Text(JsonElement error, string property) =>
        error.TryGetProperty(property, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => JsonText.Of(value),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;

    private static Dictionary<string, string> ReadHeaders(HttpResponseMessage response, SeedanceConnection connection)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated)
            headers[name] = connection.Mask(values.ToString());
        foreach (var (name, values) in response.Content.Headers.NonValidated)
            headers[name] = connection.Mask(values.ToString());
        return headers;
    }
}
