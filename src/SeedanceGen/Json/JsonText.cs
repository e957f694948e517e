using System.Text.Json;

namespace SeedanceGen.Json;

/// <summary>Reads texts whose shape nobody vouches for.</summary>
internal static class JsonText
{
    /// <summary>The text; null when it is not one, or holds half a character or bytes that are no UTF-8.</summary>
    public static string? Of(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
            return null;

        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
