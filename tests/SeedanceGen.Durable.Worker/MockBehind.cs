using System.Text.Json.Nodes;
using SeedanceGen.Testing;

namespace SeedanceGen.Durable.Worker;

/// <summary>
/// The mock of the package, to which the counting service passes requests on. A job ends after a time, as the service counts it.
/// </summary>
internal sealed class MockBehind : IDisposable
{
    /// <summary>Far more than there are unfinished jobs at a time: a mock for so many jobs forgets those that have ended.</summary>
    private const int Kept = 20_000;

    private readonly SeedanceMock _mock;
    private readonly HttpMessageInvoker _invoker;

    public MockBehind(TimeSpan jobTime)
    {
        _mock = SeedanceMock.InMemory(new SeedanceMockOptions
        {
            ApiKey = WorkerSettings.ApiKey,
            Lifecycle = JobLifecycle.After(jobTime),
            Retention = new MockRetention { Count = Kept },
            Strict = false,
        });
        _invoker = new HttpMessageInvoker(_mock.CreateHandler());
    }

    /// <summary>Submits a job.</summary>
    /// <returns>Its id, and the response.</returns>
    public async Task<(string Id, IResult Response)> SubmitAsync(HttpRequest request, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        var (json, response) = await SendAsync(request, content);
        return ((string)json["requestId"]!, response);
    }

    /// <summary>Reads a job.</summary>
    /// <returns>Whether it has ended, and the response.</returns>
    public async Task<(bool HasEnded, IResult Response)> ReadAsync(HttpRequest request)
    {
        var (json, response) = await SendAsync(request, content: null);
        return (new GenerationStatus((string)json["status"]!).IsTerminal, response);
    }

    public void Dispose()
    {
        _invoker.Dispose();
        _mock.Dispose();
    }

    private async Task<(JsonNode Json, IResult Response)> SendAsync(HttpRequest request, HttpContent? content)
    {
        using var passed = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(_mock.BaseAddress, request.Path.Value));
        passed.Content = content;
        passed.Headers.TryAddWithoutValidation("Authorization", request.Headers.Authorization.ToString());
        passed.Headers.TryAddWithoutValidation("Accept", request.Headers.Accept.ToString());
        using var response = await _invoker.SendAsync(passed, CancellationToken.None);
        var text = await response.Content.ReadAsStringAsync();
        return (JsonNode.Parse(text)!, Results.Text(text, "application/json", statusCode: (int)response.StatusCode));
    }
}
