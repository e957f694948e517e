using SeedanceGen.Rules;

namespace SeedanceGen;

/// <summary>One operation of the API description. The generated client sends it.</summary>
internal sealed class ApiOperation(string id, HttpMethod method, string pathTemplate, bool chargesCredits)
{
    /// <summary>The operation's id in the API description.</summary>
    public string Id { get; } = id;

    public HttpMethod Method { get; } = method;

    /// <summary>The path with its parameters in braces, from the root of the server.</summary>
    public string PathTemplate { get; } = pathTemplate;

    /// <summary>
    /// Whether the service charges credits for it. Such a call is repeated only when the service certainly did not accept it, or when it
    /// has an idempotency key.
    /// </summary>
    public bool ChargesCredits { get; } = chargesCredits;

    /// <summary>The header of the idempotency key; null when the description marks none.</summary>
    public string? IdempotencyHeader { get; init; }

    /// <summary>The limits of an idempotency key; null when it has none.</summary>
    public FieldRules? IdempotencyRules { get; init; }

    /// <summary>The media types that the client asks for.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>The media type of a JSON body.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Whether the body of a success is a text and not JSON.</summary>
    public bool ReturnsText { get; init; }

    /// <summary>Reads a documented error body; null when the description has none.</summary>
    public ErrorBodyReader? ErrorBody { get; init; }

    public override string ToString() => $"{Method} {PathTemplate}";
}

/// <summary>Reads the body of an error response into the type that the description has for its status; null when there is none.</summary>
internal delegate object? ErrorBodyReader(int status, ReadOnlySpan<byte> body);

/// <summary>The body of a success that has none.</summary>
internal readonly record struct NoContent;
