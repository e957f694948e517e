using System.Text.Json;

namespace SeedanceGen.Http;

/// <summary>Looks for the id of a job in an answer that cannot be used otherwise, also in the beginning of one that broke off.</summary>
internal static class NamedJob
{
    private const int LongestId = 128;

    /// <summary>The first <c>requestId</c> in it that is a text without control characters; null when there is none.</summary>
    public static string? In(ReadOnlySpan<byte> body)
    {
        // Not the final block: what is missing at the end is no error.
        var reader = new Utf8JsonReader(body, isFinalBlock: false, state: default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("requestId"u8))
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
            // Not JSON, or texts in it that are none.
        }

        return null;
    }
}
