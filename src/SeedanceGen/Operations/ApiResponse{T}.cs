using System.Net;

namespace SeedanceGen;

/// <summary>A successful response with what its body says.</summary>
/// <typeparam name="T">The type of the body, as the API description has it.</typeparam>
public class ApiResponse<T> : ApiResponse
{
    /// <summary>Describes a response; a test double makes one this way too.</summary>
    /// <param name="value">What the body says.</param>
    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="headers">The headers by name, without regard to case; null for none.</param>
    /// <param name="body">The bytes of the body; none by default.</param>
    public ApiResponse(
        T value, HttpStatusCode statusCode, IReadOnlyDictionary<string, string>? headers = null, ReadOnlyMemory<byte> body = default)
        : base(statusCode, headers, body) =>
        Value = value;

    /// <summary>Takes over a response.</summary>
    /// <param name="response">The response.</param>
    protected ApiResponse(ApiResponse<T> response)
        : this(
            (response ?? throw new ArgumentNullException(nameof(response))).Value, response.StatusCode, response.Headers, response.Body)
    {
    }

    /// <summary>What the body says.</summary>
    public T Value { get; }
}
