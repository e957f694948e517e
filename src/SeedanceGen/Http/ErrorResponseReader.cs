using System.Text;
using System.Text.Json;
using SeedanceGen.Json;
using SeedanceGen.Texts;

namespace SeedanceGen.Http;

/// <summary>Reads an error response of any shape: the documented envelope, other JSON, an HTML page, or nothing.</summary>
internal static class ErrorResponseReader
{
    private const int LongestBody = 16 * 1024;

    public static ApiErrorResponse Read(
        HttpResponseMessage response, ReadOnlySpan<byte> body, SeedanceConnection connection, ErrorBodyReader? errorBody)
    {
        var (code, message) = ReadEnvelope(body);
        // Masked before the cut, so that the cut cannot split a key.
        var text = connection.Mask(Encoding.UTF8.GetString(body));
        return new ApiErrorResponse
        {
            StatusCode = response.StatusCode,
            Code = code is null ? null : OutsideText.Label(connection.Mask(code)),
            Message = message is null ? null : OutsideText.Message(connection.Mask(message)),
            Body = body.IsEmpty ? null : errorBody?.Invoke((int)response.StatusCode, body),
            RawBody = SecretText.MaskCredentials(text.Length > LongestBody ? text[..LongestBody] : text),
            Headers = ReadHeaders(response, connection),
            RetryAfter = RetryAfterHint.Read(response, connection.Options.TimeProvider),
        };
    }

    /// <summary>Whether a body reports an error, also under a status of success.</summary>
    public static bool IsEnvelope(ReadOnlySpan<byte> body) => ReadEnvelope(body) is not (null, null);

    /// <summary>
    /// The error of the envelope; nulls when the body is not an envelope. An envelope of undocumented shape is read as far as possible.
    /// </summary>
    private static (string? Code, string? Message) ReadEnvelope(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || SaysSuccess(root) || !root.TryGetProperty("error", out var error))
                return default;

            return error.ValueKind switch
            {
                JsonValueKind.Object => (Text(error, "code"), Text(error, "message")),
                JsonValueKind.String => (null, JsonElements.TextOf(error)),
                _ => default,
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The body is not JSON, or has names that are not valid Unicode.
            return default;
        }
    }

    /// <summary>Whether JSON says that it reports success.</summary>
    public static bool SaysSuccess(ReadOnlySpan<byte> json)
    {
        var success = Member(json, "success");
        return success.ValueKind == JsonValueKind.True
            || string.Equals(JsonElements.TextOf(success), "true", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether JSON says that it reports no success, or an error.</summary>
    public static bool Denies(ReadOnlySpan<byte> json) =>
        Member(json, "success") is { ValueKind: JsonValueKind.False }
        || Member(json, "error") is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False) };

    private static JsonElement Member(ReadOnlySpan<byte> json, string name)
    {
        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var member)
            ? member.Clone()
            : default;
    }

    /// <summary>A body that reports success is no error, even when it has the fields of one.</summary>
    private static bool SaysSuccess(JsonElement root) =>
        root.TryGetProperty("success", out var success) && success.ValueKind == JsonValueKind.True;

    private static string? Text(JsonElement error, string property) =>
        error.TryGetProperty(property, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => JsonElements.TextOf(value),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;

    public static Dictionary<string, string> ReadHeaders(HttpResponseMessage response, SeedanceConnection connection)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated)
            headers[name] = connection.Mask(values.ToString());
        foreach (var (name, values) in response.Content.Headers.NonValidated)
            headers[name] = connection.Mask(values.ToString());
        return headers;
    }
}
