using System.Text.Json.Serialization.Metadata;
using SeedanceGen.Cli.Schema;

namespace SeedanceGen.Cli.Api;

/// <summary>The client's own type of a body, and its own operation, so that its rules and checks hold for a call by name too.</summary>
internal static class SdkTypes
{
    private const string Components = "#/components/schemas/";

    /// <summary>The type that the client has for a schema; null when the schema is no component, or the client does not know it.</summary>
    public static JsonTypeInfo? Find(DescribedField schema) =>
        schema.References is [var reference, ..]
        && reference.StartsWith(Components, StringComparison.Ordinal)
        && typeof(SeedanceClient).Assembly.GetType($"{nameof(SeedanceGen)}.{reference[Components.Length..]}") is { } type
            ? SeedanceJsonContext.Default.GetTypeInfo(type)
            : null;

    /// <summary>The client's operation; one of its own for an operation that only the description knows.</summary>
    public static ApiOperation OperationOf(DescribedOperation operation)
    {
        foreach (var own in SeedanceOperations.All)
        {
            if (own.Id == operation.Id && own.PathTemplate == operation.Path)
                return own;
        }

        return new ApiOperation(operation.Id, new HttpMethod(operation.Method), operation.Path, operation.ChargesCredits)
        {
            Accept = operation.Response?.MediaType ?? "application/json",
            ContentType = operation.Body?.MediaType ?? "application/json",
            IdempotencyHeader = operation.IdempotencyKey?.Field.Name,
            ReturnsText = operation.Response is { } response && !DescribedBody.IsJson(response.MediaType) && !operation.ReturnsFile,
        };
    }
}
