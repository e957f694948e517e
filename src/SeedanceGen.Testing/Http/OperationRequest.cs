using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing;

/// <summary>
/// A request of an operation that keeps to the API description, for a function of a test that responds to it; see
/// <c>RequestMatcherBuilder.RespondWith</c>.
/// </summary>
public sealed class OperationRequest
{
    private readonly MockRequest _request;
    private readonly RequestParameters _parameters;
    private readonly OperationDescription _operation;

    internal OperationRequest(OperationDescription operation, MockRequest request)
    {
        (_operation, _request) = (operation, request);
        _parameters = new RequestParameters(operation, request);
    }

    /// <summary>The id of the operation in the API description, such as <c>getVideoGeneration</c>.</summary>
    public string OperationId => _operation.Id;

    /// <summary>The HTTP method in upper case.</summary>
    public string Method => _request.Method;

    /// <summary>The path, still escaped.</summary>
    public string Path => _request.Path;

    /// <summary>The body; empty when the request has none.</summary>
    public ReadOnlyMemory<byte> Body => _request.Body;

    /// <summary>The body as JSON; null when it is none.</summary>
    public JsonNode? Json
    {
        get
        {
            try
            {
                return _request.Body.IsEmpty ? null : JsonNode.Parse(_request.Body.Span);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>The value of a parameter of the operation, wherever it stands, unescaped; null when the request has none.</summary>
    /// <param name="name">The name of the parameter in the API description.</param>
    public string? Parameter(string name) => Values(name) is [var first, ..] ? first : null;

    /// <summary>Every value of a parameter that may stand several times; empty when the request has none.</summary>
    /// <param name="name">The name of the parameter in the API description.</param>
    public IReadOnlyList<string> Values(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _operation.Parameters.FirstOrDefault(parameter => parameter.Name == name) is { } known
            ? _parameters.Of(known)
            : [.. _parameters.Query[name]];
    }

    /// <summary>The value of a header; null when the request has none.</summary>
    /// <param name="name">The name of the header, in any case.</param>
    public string? Header(string name) => RequestParameters.Header(_request, name);

    /// <summary>The method, the path and the id of the operation; neither header nor body.</summary>
    public override string ToString() => $"{Method} {Path} ({OperationId})";
}
