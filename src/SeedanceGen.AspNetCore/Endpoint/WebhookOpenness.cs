using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.RateLimiting;

namespace SeedanceGen.AspNetCore.Endpoint;

/// <summary>
/// Opens the endpoint to the service, which has no account in the application: the token in the path is the check. What the application
/// demands everywhere, by a fallback policy, a global limiter or a group of endpoints, does not hold here. What it demands of this very
/// endpoint, on the result of <c>MapSeedanceWebhook</c>, does.
/// </summary>
internal static class WebhookOpenness
{
    public static void Apply(IEndpointConventionBuilder endpoint)
    {
        // This convention comes after those of groups, and before those that the application adds to the endpoint.
        endpoint.Add(static builder =>
        {
            Remove(builder.Metadata, static demand => demand is IAuthorizeData or AuthorizationPolicy or EnableRateLimitingAttribute);
            builder.Metadata.Add(new WebhookEndpointMark());
            // Middleware that caches responses would respond to a repeated webhook itself.
            builder.Metadata.Add(new OutputCacheAttribute { NoStore = true });
        });
        endpoint.DisableAntiforgery();
        endpoint.Finally(static builder =>
        {
            if (!builder.Metadata.Any(static demand => demand is IAuthorizeData or AuthorizationPolicy))
                builder.Metadata.Add(new AllowAnonymousAttribute());
            if (!builder.Metadata.Any(static demand => demand is EnableRateLimitingAttribute))
                builder.Metadata.Add(new DisableRateLimitingAttribute());
        });
    }

    private static void Remove(IList<object> metadata, Predicate<object> isUnwanted)
    {
        for (var i = metadata.Count - 1; i >= 0; i--)
        {
            if (isUnwanted(metadata[i]))
                metadata.RemoveAt(i);
        }
    }
}
