using System.Text.Json;
using System.Text.Json.Nodes;

namespace SeedanceGen.Testing.Http;

/// <summary>Compares JSON bodies.</summary>
internal static class JsonBody
{
    /// <summary>A number that equal bodies share, however their JSON is written.</summary>
    public static int HashOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return HashOf(document.RootElement);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return 0;
        }
    }

    /// <summary>Whether both ask for the same, however their JSON is written.</summary>
    public static bool AreEqual(ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other)
    {
        if (one.Span.SequenceEqual(other.Span))
            return true;

        try
        {
            return JsonNode.DeepEquals(JsonNode.Parse(one.Span), JsonNode.Parse(other.Span));
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException)
        {
            // A body can name a property twice. Two such bodies are equal only byte for byte.
            return false;
        }
    }

    private static int HashOf(JsonElement value) => value.ValueKind switch
    {
        // Members in another order are the same object.
        JsonValueKind.Object => value.EnumerateObject().Aggregate(
            1, static (sum, member) => unchecked(sum + HashCode.Combine(member.Name, HashOf(member.Value)))),
        JsonValueKind.Array => value.EnumerateArray().Aggregate(2, static (hash, item) => HashCode.Combine(hash, HashOf(item))),
        JsonValueKind.String => value.GetString()!.GetHashCode(StringComparison.Ordinal),
        // One number has many texts: 1 and 1.0 may be equal.
        JsonValueKind.Number => 3,
        _ => (int)value.ValueKind,
    };
}
