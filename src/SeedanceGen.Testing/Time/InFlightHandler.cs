namespace SeedanceGen.Testing;

/// <summary>Keeps a clock still from the moment a request is sent until its answer's body was read to its end, failed, or was let go.</summary>
internal sealed class InFlightHandler(VirtualTimeProvider clock, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var hold = clock.HoldFor(request);
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            response.Content = new InFlightContent(response.Content, hold);
            return response;
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }
}
