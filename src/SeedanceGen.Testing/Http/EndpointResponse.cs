using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing;

/// <summary>A response of the mock that another server writes; see <see cref="SeedanceMockEndpoint.RespondAsync"/>.</summary>
public sealed class EndpointResponse
{
    internal EndpointResponse(MockResponse response, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        (StatusCode, Headers, Body) = (response.StatusCode, headers, response.HasContent ? response.Body : null);
        BreaksAt = response.Transmission?.Point;
    }

    /// <summary>The HTTP status code.</summary>
    public int StatusCode { get; }

    /// <summary>All headers, also the type and the length of the body.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>The body; null when a response with this status has none.</summary>
    public ReadOnlyMemory<byte>? Body { get; }

    /// <summary>How much of the response the caller gets before a fault ends the connection; null without such a fault.</summary>
    public FaultPoint? BreaksAt { get; }
}
