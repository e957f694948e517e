using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace SeedanceGen.Testing.Schema;

/// <summary>
/// One operation of the API description, or one call that the service makes back. <c>OperationTable</c> has them all; the generator writes
/// it.
/// </summary>
internal sealed record OperationDescription
{
    public required string Id { get; init; }

    /// <summary>The HTTP method in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>
    /// The path with its parameters in braces; of a callback, the expression that gives its URL, such as
    /// <c>{$request.body#/webhookUrl}</c>.
    /// </summary>
    public required string PathTemplate { get; init; }

    /// <summary>What the operation does, with its page of the documentation in brackets.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether the service takes credits for it.</summary>
    public bool ChargesCredits { get; init; }

    /// <summary>Whether it is called with an API key.</summary>
    public bool RequiresKey { get; init; }

    public IReadOnlyList<ParameterDescription> Parameters { get; init; } = [];

    /// <summary>The body of the request; null when the description has none.</summary>
    public BodyDescription? RequestBody { get; init; }

    public IReadOnlyList<ResponseDescription> Responses { get; init; } = [];

    /// <summary>The calls that the service makes because of this operation.</summary>
    public IReadOnlyList<OperationDescription> Callbacks { get; init; } = [];

    /// <summary>The first response of a success.</summary>
    public ResponseDescription? Success => Responses.FirstOrDefault(response => response.StatusCode.StartsWith('2'));

    /// <summary>
    /// The response for a status code: the code itself, else its range, else the default; null when the description has none.
    /// </summary>
    public ResponseDescription? ResponseFor(int statusCode)
    {
        var (best, precision) = ((ResponseDescription?)null, 0);
        foreach (var response in Responses)
        {
            if (response.Precision(statusCode) is var own && own > precision)
                (best, precision) = (response, own);
        }

        return best;
    }

    public override string ToString() => $"{Method} {PathTemplate}";
}

/// <summary>A parameter of an operation.</summary>
/// <param name="name">Its name.</param>
/// <param name="place">Where it stands: <c>path</c>, <c>query</c>, <c>header</c> or <c>cookie</c>.</param>
/// <param name="isRequired">Whether every call has it.</param>
/// <param name="schema">The JSON pointer to its schema; null when it has none.</param>
internal sealed class ParameterDescription(string name, string place, bool isRequired, string? schema)
{
    public string Name => name;

    /// <summary>Where the parameter stands: <c>path</c>, <c>query</c>, <c>header</c> or <c>cookie</c>.</summary>
    public string Place => place;

    public bool IsRequired => isRequired;

    public JsonSchema? Schema => schema is null ? null : ApiDescription.Current.SchemaAt(schema);
}

/// <summary>The media types that a body may have, each with its schema.</summary>
internal sealed class BodyDescription
{
    /// <summary>The keyword of a violation of the media type.</summary>
    public const string Keyword = "Content-Type";

    private readonly Dictionary<string, Lazy<JsonSchema?>> _schemas;

    /// <summary>The media types as nearly every client writes them, which need no parsing.</summary>
    private readonly Dictionary<string, Lazy<JsonSchema?>> _usual = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="isRequired">Whether a request must have the body.</param>
    /// <param name="content">Each media type in lower case with the JSON pointer to its schema; null for a body of any shape.</param>
    public BodyDescription(bool isRequired, params (string MediaType, string? Schema)[] content)
    {
        IsRequired = isRequired;
        Expected = string.Join(" or ", content.Select(type => type.MediaType));
        _schemas = content.ToDictionary(type => type.MediaType, type => Resolved(type.Schema), StringComparer.Ordinal);
        foreach (var (type, schema) in _schemas)
            _usual[type] = _usual[type + "; charset=utf-8"] = schema;
    }

    public bool IsRequired { get; }

    public string Expected { get; }

    /// <summary>The schema of the first type, which is JSON wherever there is only one.</summary>
    public JsonSchema? JsonSchema => _schemas.Values.FirstOrDefault()?.Value;

    /// <summary>Validates the media type and the body.</summary>
    public List<SchemaViolation> Validate(string? contentType, ReadOnlyMemory<byte> body)
    {
        if ((contentType is null || !_usual.TryGetValue(contentType, out var schema)) && !TryFind(contentType, out schema))
            return [new SchemaViolation("", Keyword, Expected, string.IsNullOrEmpty(contentType) ? "nothing" : $"\"{contentType}\"")];

        return schema.Value is { } known ? BodyValidator.Validate(body, known) : [];
    }

    private static Lazy<JsonSchema?> Resolved(string? pointer) =>
        new(() => pointer is null ? null : ApiDescription.Current.SchemaAt(pointer));

    private bool TryFind(string? contentType, [NotNullWhen(true)] out Lazy<JsonSchema?>? schema)
    {
        schema = null;
        return MediaTypeHeaderValue.TryParse(contentType, out var type)
            && _schemas.TryGetValue(type.MediaType.Value!.ToLowerInvariant(), out schema)
            && IsUtf8(type);
    }

    /// <summary>JSON between systems is UTF-8 (RFC 8259, section 8.1).</summary>
    private static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || type.Charset.Value.Trim('"').Equals(Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase);
}

/// <summary>One response that the API description gives for an operation.</summary>
/// <param name="statusCode">The status code, a range such as <c>2XX</c>, or <c>default</c>.</param>
internal sealed class ResponseDescription(string statusCode)
{
    private const string Default = "default";

    private readonly int _code = int.TryParse(statusCode, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : -1;
    private readonly int _hundreds = statusCode.EndsWith("XX", StringComparison.OrdinalIgnoreCase) ? statusCode[0] - '0' : -1;

    /// <summary>The status code, a range such as <c>2XX</c>, or <c>default</c>.</summary>
    public string StatusCode => statusCode;

    /// <summary>What the response means, with its page of the documentation in brackets.</summary>
    public string Description { get; init; } = "";

    /// <summary>The body that it has; null when the description has none.</summary>
    public BodyDescription? Body { get; init; }

    /// <summary>
    /// How exactly this response matches a status code: 3 by the code itself, 2 by its range, 1 as the default, 0 not at all.
    /// </summary>
    public int Precision(int code) => code == _code ? 3 : code / 100 == _hundreds ? 2 : statusCode == Default ? 1 : 0;
}
