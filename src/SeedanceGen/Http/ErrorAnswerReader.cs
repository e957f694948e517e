using System.Text.Json;

namespace SeedanceGen.Http;

/// <summary>Reads an answer that is an error, whatever its shape: the documented envelope, another JSON, a page of HTML, nothing.</summary>
internal static class ErrorAnswerReader
{
    private const int LongestBody = 16 * 1024;

    public static ApiErrorAnswer Read(HttpResponseMessage response, ReadOnlySpan<byte> body, SeedanceConnection connection)
    {
        var (code, message) = ReadEnvelope(body);
        var text = System.Text.Encoding.UTF8.GetString(body.Length > LongestBody ? body[..LongestBody] : body);
        return new ApiErrorAnswer
        {
            StatusCode = response.StatusCode,
            Code = code is null ? null : connection.Mask(code),
            Message = message is null ? null : connection.Mask(message),
            RawBody = connection.Mask(text),
            Headers = ReadHeaders(response, connection),
            RetryAfter = ReadRetryAfter(response, connection.Options.TimeProvider),
        };
    }

    /// <summary>The error of the documented envelope; nulls when the body is not one. Undocumented shapes are read as far as they go.</summary>
    private static (string? Code, string? Message) ReadEnvelope(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("error", out var error))
                return default;

            return error.ValueKind switch
            {
                JsonValueKind.Object => (Text(error, "code"), Text(error, "message")),
                JsonValueKind.String => (null, error.GetString()),
                _ => default,
            };
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string? Text(JsonElement error, string property) =>
        error.TryGetProperty(property, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
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

    /// <summary>The pause that the service asks for, as seconds or as a date; a date that has passed is zero.</summary>
    private static TimeSpan? ReadRetryAfter(HttpResponseMessage response, TimeProvider clock)
    {
        if (response.Headers.RetryAfter is not { } hint)
            return null;

        if (hint.Delta is { } delta)
            return delta;

        var pause = hint.Date!.Value - clock.GetUtcNow();
        return pause > TimeSpan.Zero ? pause : TimeSpan.Zero;
    }
}
