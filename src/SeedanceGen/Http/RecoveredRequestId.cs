using System.Text.Json;
using SeedanceGen.Json;

namespace SeedanceGen.Http;

/// <summary>Searches an unusable response for the id of a job, also the beginning of an incomplete one.</summary>
internal static class RecoveredRequestId
{
    private const int LongestId = 128;

    /// <summary>Whether a body names a job, also by an id that cannot be used.</summary>
    public static bool NamesJob(byte[] body) => In(body) is not null
        ? !JobJson.IsCallId(body)
        : TouchedJson.Cleaned(body, []) is { } json && JobJson.Unwrapped(json, []) is not null;

    /// <summary>The first id of a job in the body that is a text without control characters; null when there is none.</summary>
    public static string? In(ReadOnlySpan<byte> body)
    {
        // A block that is not final may end anywhere without an error. The depth has no limit, because the id may stand after a deep value.
        var reader = new Utf8JsonReader(
            body, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = int.MaxValue }));
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(VideoGenerationAccepted.JobIdField))
                    continue;
                if (reader.Read() && reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 and <= LongestId } id
                    && ApiPath.FaultOf(id) is null)
                {
                    return id;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The body is not JSON, or has strings that are not valid Unicode.
        }

        return null;
    }
}
