using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Verification;

/// <summary>A submission that was accepted and charged.</summary>
internal sealed record AcceptedSubmission(DoubleChargeDetector Watch, string RequestId, int Credits, ReadOnlyMemory<byte> Body, Exchange Exchange)
{
    /// <summary>Its caller did not get the answer that it was accepted.</summary>
    public void Lost() => Watch.Lost(this);

    /// <summary>Whether both ask for the same, however their JSON is written.</summary>
    public bool AsksTheSameAs(AcceptedSubmission other)
    {
        if (Body.Span.SequenceEqual(other.Body.Span))
            return true;

        try
        {
            return JsonNode.DeepEquals(JsonNode.Parse(Body.Span), JsonNode.Parse(other.Body.Span));
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException)
        {
            // A property that stands twice was accepted; two such bodies are equal only byte for byte.
            return false;
        }
    }
}
