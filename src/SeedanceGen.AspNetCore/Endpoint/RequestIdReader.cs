using System.Globalization;
using System.Text.Json;

namespace SeedanceGen.AspNetCore.Endpoint;

/// <summary>Reads the id of the job from a webhook's body, and nothing else.</summary>
internal static class RequestIdReader
{
    private const int MaxLength = 128;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The id; null unless the body is one JSON object, no deeper than allowed, with exactly one usable id.</summary>
    public static string? Read(ReadOnlySpan<byte> body, int maxDepth)
    {
        if (body.StartsWith(ByteOrderMark))
            body = body[ByteOrderMark.Length..];

        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = maxDepth });
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? ReadObject(ref reader) : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // The string has half of a surrogate pair, or bytes that are not UTF-8.
            return null;
        }
    }

    private static string? ReadObject(ref Utf8JsonReader reader)
    {
        string? requestId = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals(JobState.IdField);
            reader.Read();
            if (!isId)
            {
                reader.Skip();
                continue;
            }

            if (requestId is not null || reader.TokenType != JsonTokenType.String)
                return null;
            requestId = reader.GetString();
        }

        // The reader throws when anything but white space follows.
        return !reader.Read() && requestId is not null && IsUsable(requestId) ? requestId : null;
    }

    // The form of an id is not documented. An id that a path or a log cannot hold unchanged is rejected.
    private static bool IsUsable(string requestId)
    {
        if (requestId.Length is 0 or > MaxLength || requestId is "." or "..")
            return false;

        foreach (var character in requestId)
        {
            if (char.IsControl(character) || char.IsWhiteSpace(character)
                || char.GetUnicodeCategory(character) == UnicodeCategory.Format)
                return false;
        }

        return true;
    }
}
