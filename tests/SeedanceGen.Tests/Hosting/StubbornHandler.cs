namespace SeedanceGen.Tests.Hosting;

/// <summary>Repeats what fails, like the resilience defaults that a host gives to all its clients.</summary>
/// <param name="copies">Whether it sends copies, as those do that send the next before the last has its response.</param>
internal sealed class StubbornHandler(bool copies) : DelegatingHandler
{
    public const int Attempts = 3;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var response = await base.SendAsync(copies ? Copy(request) : request, cancellationToken);
                if (attempt == Attempts || (int)response.StatusCode is not (408 or 429 or >= 500))
                    return response;
                response.Dispose();
            }
            catch (HttpRequestException) when (attempt < Attempts)
            {
                // Once more.
            }
        }
    }

    private static HttpRequestMessage Copy(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };
        foreach (var (name, values) in request.Headers)
            copy.Headers.Add(name, values);
        return copy;
    }
}
