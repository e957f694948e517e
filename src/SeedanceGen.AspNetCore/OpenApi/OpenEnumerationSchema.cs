#if NET10_0_OR_GREATER
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SeedanceGen.Json;

namespace SeedanceGen.AspNetCore.OpenApi;

/// <summary>
/// Describes an open enumeration as the text that it is in JSON, with its known values. The values are not an <c>enum</c>: a newer value
/// would break clients that are generated from the document.
/// </summary>
internal sealed class OpenEnumerationSchema : IOpenApiSchemaTransformer
{
    /// <summary>The name that generators of clients know for an enumeration that is not closed.</summary>
    private const string OpenValues = "x-extensible-enum";

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var info = context.JsonTypeInfo;
        if (Nullable.GetUnderlyingType(info.Type) is { } inner)
            info = info.Options.GetTypeInfo(inner);
        if (info.Converter is not IOpenEnumerationConverter { KnownValues: var known })
            return Task.CompletedTask;

        var isNullable = info != context.JsonTypeInfo;
        schema.Type = isNullable ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        schema.Properties = null;
        schema.Examples = [.. known.Select(value => JsonValue.Create(value))];
        var values = $"Known values: {string.Join(", ", known)}. Others are possible.";
        if (schema.Description?.Contains(values, StringComparison.Ordinal) != true)
            schema.Description = string.IsNullOrEmpty(schema.Description) ? values : $"{schema.Description} {values}";
        schema.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        schema.Extensions[OpenValues] = new JsonNodeExtension(new JsonArray([.. known.Select(value => JsonValue.Create(value))]));
        return Task.CompletedTask;
    }
}
#endif
