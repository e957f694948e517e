using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SeedanceGen.AspNetCore.Delivery;
using SeedanceGen.AspNetCore.Urls;

namespace SeedanceGen.AspNetCore.Endpoint;

/// <summary>
/// Keeps the token of a webhook out of redirects. A middleware that runs before the endpoint, such as one that redirects to HTTPS or to a
/// login page, would put the whole URL into the address that it redirects to.
/// </summary>
internal sealed class RedirectGuard(WebhookTokens tokens, ILogger<RedirectGuard> logger) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            var path = context.Request.Path;
            if (HttpMethods.IsPost(context.Request.Method))
                context.Response.OnStarting(() => Guard(context.Response, path));
            return following(context);
        });
        next(app);
    };

    /// <summary>The reference of a webhook's path with a valid token; null for any other path.</summary>
    private string? ReferenceIn(PathString path)
    {
        var segments = (path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments is [.., var reference, { Length: WebhookTokens.Length } token]
            && WebhookReference.IsValid(reference) && tokens.IsValid(reference, token) ? reference : null;
    }

    private Task Guard(HttpResponse response, PathString path)
    {
        if (response.StatusCode is < 300 or >= 400 || ReferenceIn(path) is not { } reference)
            return Task.CompletedTask;

        logger.Redirected(reference, response.StatusCode);
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.Remove("Location");
        return Task.CompletedTask;
    }
}
