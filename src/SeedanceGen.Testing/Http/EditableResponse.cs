using System.Text.Json.Nodes;

namespace SeedanceGen.Testing;

/// <summary>A response of the mock before it is sent; a test may change it by <see cref="SeedanceMockOptions.Reshape"/>.</summary>
public sealed class EditableResponse
{
    internal EditableResponse(
        string operationId, string? requestId, int statusCode, JsonNode? body, IEnumerable<KeyValuePair<string, string>>? headers = null)
    {
        (OperationId, RequestId) = (operationId, requestId);
        (StatusCode, Body) = (statusCode, body);
        foreach (var (name, value) in headers ?? [])
            Headers[name] = value;
    }

    /// <summary>The id of the operation in the API description, such as <c>getVideoGeneration</c>.</summary>
    public string OperationId { get; }

    /// <summary>The id of the job that the request made or asked about; null when there is none.</summary>
    public string? RequestId { get; }

    /// <summary>The HTTP status code.</summary>
    public int StatusCode { get; set; }

    /// <summary>The headers, without those of the type and the length of the body; names in any case.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The JSON body; null is sent as JSON null.</summary>
    public JsonNode? Body { get; set; }
}
