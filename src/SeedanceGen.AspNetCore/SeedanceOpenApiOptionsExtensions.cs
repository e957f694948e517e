#if NET10_0_OR_GREATER
using Microsoft.AspNetCore.OpenApi;
using SeedanceGen.AspNetCore.OpenApi;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Describes the types of the client in an application's own OpenAPI document.</summary>
public static class SeedanceOpenApiOptionsExtensions
{
    /// <summary>
    /// Describes open enumerations, as texts with their known values (<c>examples</c> and <c>x-extensible-enum</c>). Without this call,
    /// they have no type in the document. It needs .NET 10, and the package <c>Microsoft.AspNetCore.OpenApi</c> in the application, which
    /// has <c>AddOpenApi</c>.
    /// </summary>
    /// <param name="options">The options of the document: <c>services.AddOpenApi(options => options.AddSeedanceSchemas())</c>.</param>
    /// <returns>The same options.</returns>
    public static OpenApiOptions AddSeedanceSchemas(this OpenApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.AddSchemaTransformer<OpenEnumerationSchema>();
    }
}
#endif
