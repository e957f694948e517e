using System.Text;
using System.Text.Json;
using SeedanceGen.Json;

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
            Code = code is null ? null : connection.Mask(code),
            Message = message is null ? null : connection.Mask(message),
            Body = body.IsEmpty ? null : errorBody?.Invoke((int)response.StatusCode, body),
            RawBody = text.Length > LongestBody ? text[..LongestBody] : text,
            Headers = ReadHeaders(response, connection),
            RetryAfter = RetryAfterHint.Read(response, connection.Options.TimeProvider),
        };
    }

    /// <summary>Whether a body reports an error, also under a status of success.</summary>
    public static bool IsEnvelope(ReadOnlySpan<byte> body) => ReadEnvelope(body) is not (null, null);

    /// <summary>
    /// The error of the envelope; nulls when the body is none. An envelope of undocumented shape is read as far as possible.
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
            // The body is not JSON, or has names that are no text.
            return default;
        }
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

/// <summary>Searches an unusable response for the id of a job, also the beginning of an incomplete one.</summary>
internal static class RecoveredRequestId
{
    private const int LongestId = 128;

    /// <summary>The first id of a job in the body that is a text without control characters; null when there is none.</summary>
    public static string? In(ReadOnlySpan<byte> body)
    {
        // As a block that is not final, an incomplete end is no error.
        var reader = new Utf8JsonReader(body, isFinalBlock: false, state: default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(VideoGenerationAccepted.JobIdField))
                    continue;
                if (reader.Read() && reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 and <= LongestId } id
                    && !string.IsNullOrWhiteSpace(id) && !id.Any(char.IsControl))
                {
                    return id;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The body is not JSON, or has strings that are no text.
        }

        return null;
    }
}
