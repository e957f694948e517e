using System.Text.Json;

namespace SeedanceGen.Cli.Schema;

/// <summary>An operation of the API description.</summary>
internal sealed class DescribedOperation
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    public required string Id { get; init; }

    /// <summary>The HTTP method in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>The path with its parameters in braces.</summary>
    public required string Path { get; init; }

    /// <summary>What the operation does, in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>What the description says beyond the summary.</summary>
    public required string Description { get; init; }

    public required bool IsDeprecated { get; init; }

    /// <summary>Whether the service charges credits for it.</summary>
    public required bool ChargesCredits { get; init; }

    public required IReadOnlyList<DescribedParameter> Parameters { get; init; }

    /// <summary>The body; null when the operation has none.</summary>
    public required DescribedBody? Body { get; init; }

    /// <summary>The body of a success; null when it has none.</summary>
    public required DescribedBody? Response { get; init; }

    /// <summary>Whether a success is neither JSON nor text, so that it belongs into a file.</summary>
    public bool ReturnsFile => Response is { MediaType: var type }
        && !DescribedBody.IsJson(type) && !type.StartsWith("text/", StringComparison.Ordinal);

    /// <summary>The parameter that carries an idempotency key; null when the description marks none.</summary>
    public DescribedParameter? IdempotencyKey => Parameters.FirstOrDefault(parameter => parameter.IsIdempotencyKey);

    /// <summary>The operations of a description; what the service calls is none of them.</summary>
    public static IEnumerable<DescribedOperation> ReadAll(FieldReader schemas, JsonElement document)
    {
        if (!document.TryGetProperty("paths", out var paths))
            yield break;

        foreach (var path in paths.EnumerateObject())
        {
            var item = schemas.Follow(path.Value);
            foreach (var entry in item.EnumerateObject().Where(entry => Methods.Contains(entry.Name)))
                yield return Read(schemas, path.Name, item, entry);
        }
    }

    private static DescribedOperation Read(FieldReader schemas, string path, JsonElement item, JsonProperty entry)
    {
        var operation = entry.Value;
        var parameters = ParametersOf(schemas, operation).Concat(ParametersOf(schemas, item))
            .DistinctBy(parameter => (parameter.Place, parameter.Field.Name))
            .ToList();
        var description = PlainText.Of(TextOf(operation, "description"));
        var summary = TextOf(operation, "summary") is { } text ? PlainText.Of(text).TrimEnd('.') : PlainText.SummaryOf(description);
        return new DescribedOperation
        {
            Id = TextOf(operation, "operationId") ?? $"{entry.Name} {path}",
            Method = entry.Name.ToUpperInvariant(),
            Path = path,
            Summary = summary,
            Description = description,
            IsDeprecated = IsTrue(operation, "deprecated"),
            ChargesCredits = IsTrue(operation, "x-charges-credits"),
            Parameters = parameters,
            Body = operation.TryGetProperty("requestBody", out var body) ? DescribedBody.Read(schemas, schemas.Follow(body)) : null,
            Response = ResponseOf(schemas, operation),
        };
    }

    private static IEnumerable<DescribedParameter> ParametersOf(FieldReader schemas, JsonElement owner) =>
        owner.TryGetProperty("parameters", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(parameter => DescribedParameter.Read(schemas, schemas.Follow(parameter)))
            : [];

    private static DescribedBody? ResponseOf(FieldReader schemas, JsonElement operation)
    {
        if (!operation.TryGetProperty("responses", out var responses))
            return null;

        foreach (var response in responses.EnumerateObject().Where(response => response.Name.StartsWith('2')))
        {
            if (DescribedBody.Read(schemas, schemas.Follow(response.Value)) is { } body)
                return body;
        }

        return null;
    }

    internal static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    internal static bool IsTrue(JsonElement element, string name) =>
        element.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;
}

/// <summary>A parameter of an operation.</summary>
/// <param name="Field">Its name and its values.</param>
/// <param name="Place">Where it stands: <c>path</c>, <c>query</c>, <c>header</c> or <c>cookie</c>.</param>
/// <param name="Style">How the values of a list or an object are written.</param>
/// <param name="Explodes">Whether each value of a list, or each field of an object, is a parameter of its own.</param>
/// <param name="IsIdempotencyKey">Whether it tells the service that two calls are one.</param>
internal sealed record DescribedParameter(DescribedField Field, string Place, string Style, bool Explodes, bool IsIdempotencyKey)
{
    public static DescribedParameter Read(FieldReader schemas, JsonElement parameter)
    {
        var place = DescribedOperation.TextOf(parameter, "in") ?? "query";
        var style = DescribedOperation.TextOf(parameter, "style") ?? (place is "query" or "cookie" ? "form" : "simple");
        var schema = parameter.TryGetProperty("schema", out var own) ? own : FirstSchema(parameter);
        return new DescribedParameter(
            new DescribedField(
                schemas,
                DescribedOperation.TextOf(parameter, "name") ?? string.Empty,
                schema,
                DescribedOperation.IsTrue(parameter, "required"),
                DescribedOperation.TextOf(parameter, "description"),
                DescribedOperation.IsTrue(parameter, "deprecated")),
            place,
            style,
            parameter.TryGetProperty("explode", out var explode) ? explode.ValueKind == JsonValueKind.True : style == "form",
            DescribedOperation.IsTrue(parameter, "x-idempotency-key"));
    }

    private static JsonElement FirstSchema(JsonElement owner) =>
        owner.TryGetProperty("content", out var content)
            && content.EnumerateObject().FirstOrDefault().Value is { ValueKind: JsonValueKind.Object } type
            && type.TryGetProperty("schema", out var schema)
            ? schema
            : default;
}

/// <summary>The body of a request or of a response.</summary>
/// <param name="MediaType">Its media type, in lower case.</param>
/// <param name="Schema">What it consists of.</param>
/// <param name="IsRequired">Whether a call without it is refused.</param>
internal sealed record DescribedBody(string MediaType, DescribedField Schema, bool IsRequired)
{
    public bool IsForm => IsMultipart || MediaType == "application/x-www-form-urlencoded";

    public bool IsMultipart => MediaType.StartsWith("multipart/", StringComparison.Ordinal);

    public static bool IsJson(string mediaType) => mediaType == "application/json" || mediaType.EndsWith("+json", StringComparison.Ordinal);

    /// <summary>The body in the form that the client sends: JSON when it can be, else the first.</summary>
    public static DescribedBody? Read(FieldReader schemas, JsonElement body)
    {
        if (!body.TryGetProperty("content", out var content))
            return null;

        var types = content.EnumerateObject().OrderBy(type => IsJson(type.Name.ToLowerInvariant()) ? 0 : 1).ToList();
        return types.Count == 0
            ? null
            : new DescribedBody(
                types[0].Name.ToLowerInvariant(),
                new DescribedField(
                    schemas, "body", types[0].Value.TryGetProperty("schema", out var schema) ? schema : default, isRequired: true),
                DescribedOperation.IsTrue(body, "required"));
    }
}
