using System.Net.Http.Headers;
using System.Text;

namespace SeedanceGen.TestKit.Mock;

/// <summary>Calls a mock server as any HTTP client would; the routes are written out, as the documentation has them.</summary>
public class ApiClient : IDisposable
{
    private const string Generations = "api/open/v1/video/generations";

    private readonly HttpClient _client;

    public ApiClient(HttpMessageHandler handler, Uri baseAddress, string? apiKey)
    {
        _client = new HttpClient(handler) { BaseAddress = baseAddress };
        if (apiKey is not null)
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
    }

    public Task<WireResponse> SubmitAsync(string? body = null) => SendAsync(HttpMethod.Post, Generations, body ?? Requests.Simple);

    public Task<WireResponse> GetAsync(string requestId) => SendAsync(HttpMethod.Get, $"{Generations}/{requestId}");

    public Task<WireResponse> CancelAsync(string requestId) => SendAsync(HttpMethod.Post, $"{Generations}/{requestId}/cancel");

    public Task<WireResponse> ListModelsAsync() => SendAsync(HttpMethod.Get, "api/open/v1/models");

    /// <summary>Submits and returns the job's id.</summary>
    public async Task<string> StartJobAsync(string? body = null) => (await SubmitAsync(body)).Text("requestId");

    /// <summary>Reads once and returns the status.</summary>
    public async Task<string> StatusAsync(string requestId) => (await GetAsync(requestId)).Text("status");

    public async Task<WireResponse> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await _client.SendAsync(request);
        return new WireResponse(response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public void Dispose()
    {
        _client.Dispose();
        GC.SuppressFinalize(this);
    }
}
