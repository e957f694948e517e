using System.Text.Json;
using System.Text.Json.Nodes;

namespace SeedanceGen.Testing.Http;

/// <summary>Compares bodies.</summary>
internal static class JsonBody
{
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
            // A property that stands twice was accepted; two such bodies are equal only byte for byte.
            return false;
        }
    }
}
