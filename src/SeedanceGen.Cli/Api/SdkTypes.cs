using System.Text.Json.Serialization.Metadata;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Cli.Api;

/// <summary>
/// The client's own type of a body, and its own operation, so that the client's rules and checks apply to a call by name too.
/// </summary>
internal static class SdkTypes
{
    private const string Components = "#/components/schemas/";

    /// <summary>The type that the client has for a body; null when its schema is no component, or the client does not know it.</summary>
    public static JsonTypeInfo? Find(ApiDescription api, MediaTypeDescription body) =>
        SchemaView.Of(api, [body.SchemaNode]).References.FirstOrDefault() is { } reference
        && reference.StartsWith(Components, StringComparison.Ordinal)
        && typeof(SeedanceClient).Assembly.GetType($"{nameof(SeedanceGen)}.{reference[Components.Length..]}") is { } type
            ? SeedanceJsonContext.Default.GetTypeInfo(type)
            : null;

    /// <summary>The client's operation; a new one where only the description has the operation.</summary>
    public static ApiOperation OperationOf(OperationDescription operation)
    {
        foreach (var own in SeedanceOperations.All)
        {
            if (own.Id == operation.Id && own.PathTemplate == operation.PathTemplate)
                return own;
        }

        return new ApiOperation(operation.Id, new HttpMethod(operation.Method), operation.PathTemplate, operation.ChargesCredits)
        {
            Accept = operation.SuccessBody?.Name ?? "application/json",
            ContentType = operation.RequestBody?.Preferred.Name ?? "application/json",
            IdempotencyHeader = operation.IdempotencyKey?.Name,
            ReturnsText = operation.SuccessBody is { IsJson: false, IsText: true },
        };
    }
}
