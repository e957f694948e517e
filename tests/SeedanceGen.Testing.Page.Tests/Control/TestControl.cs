using SeedanceGen.Testing.Page.Control;

namespace SeedanceGen.Testing.Page.Tests.Control;

/// <summary>The page's way to the mock of a host, over its port.</summary>
internal static class TestControl
{
    /// <param name="host">The host.</param>
    /// <param name="http">Sends the requests.</param>
    /// <param name="targets">Takes what is asked for; null when that does not matter.</param>
    public static ControlClient Of(SeedanceMockHost host, HttpClient http, List<string>? targets = null) =>
        new(host.Server, (method, target, body) =>
        {
            targets?.Add(target);
            return CallAsync(new Uri($"{host.ControlAddress}/{target}"), method, body, http);
        });

    private static async Task<(int StatusCode, byte[] Body)> CallAsync(
        Uri address, string method, ReadOnlyMemory<byte> body, HttpClient http)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (!body.IsEmpty)
            request.Content = new ReadOnlyMemoryContent(body);
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync());
    }
}
