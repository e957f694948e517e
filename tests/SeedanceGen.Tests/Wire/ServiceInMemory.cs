using SeedanceGen.TestKit.Proxy;

namespace SeedanceGen.Tests.Wire;

/// <summary>A service without a socket. In a run through the proxy its exchanges of the API take that way, too.</summary>
internal abstract class ServiceInMemory : HttpMessageHandler
{
    /// <summary>A clock that has to stand still while an exchange is on its way.</summary>
    protected virtual StepClock? Clock => null;

    protected abstract Task<HttpResponseMessage> RespondAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    protected sealed override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        ProxiedRun.Takes(request) ? ThroughTheProxyAsync(request, cancellationToken) : RespondAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> ThroughTheProxyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await RespondAsync(request, cancellationToken).ConfigureAwait(false);
        using (Clock?.Hold())
            return await ProxiedRun.PassAsync(request, response).ConfigureAwait(false);
    }
}
