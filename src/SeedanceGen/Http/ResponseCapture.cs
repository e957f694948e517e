using System.Net;

namespace SeedanceGen.Http;

/// <summary>A successful response as it came, for callers that ask for it.</summary>
internal sealed class ResponseCapture
{
    public HttpStatusCode StatusCode { get; private set; }

    public IReadOnlyDictionary<string, string>? Headers { get; private set; }

    public byte[] Body { get; private set; } = [];

    public void Take(HttpResponseMessage response, ReadOnlySpan<byte> body, SeedanceConnection connection)
    {
        StatusCode = response.StatusCode;
        Headers = ErrorResponseReader.ReadHeaders(response, connection);
        Body = body.ToArray();
    }
}
