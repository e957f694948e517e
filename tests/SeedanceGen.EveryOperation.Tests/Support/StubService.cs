using System.Net;
using System.Text;

namespace SeedanceGen.EveryOperation.Tests.Support;

/// <summary>A request as the service saw it.</summary>
internal sealed record SeenRequest(string Method, Uri Address, IReadOnlyDictionary<string, string> Headers, byte[] Body, bool HasContent)
{
    /// <summary>Path and query as they are on the wire.</summary>
    public string Target => Address.PathAndQuery;

    public string Text => Encoding.UTF8.GetString(Body);
}

/// <summary>A service in memory: it responds to each request with the next response; the last one repeats.</summary>
internal sealed class StubService(params Func<SeenRequest, HttpResponseMessage>[] responses) : HttpMessageHandler
{
    private readonly List<SeenRequest> _seen = [];

    public IReadOnlyList<SeenRequest> Seen => _seen;

    public SeenRequest Last => _seen[^1];

    public SeedanceClient CreateClient(Action<SeedanceClientOptions>? change = null)
    {
        var options = new SeedanceClientOptions { HttpHandler = this, RetryDelay = TimeSpan.Zero, MaxRetryDelay = TimeSpan.Zero };
        change?.Invoke(options);
        return new SeedanceClient("sd2_live_test_key", options);
    }

    public static Func<SeenRequest, HttpResponseMessage> Json(
        string body, int status = 200, params (string Name, string Value)[] headers) => _ =>
    {
        var response = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    };

    public static Func<SeenRequest, HttpResponseMessage> Empty(int status) => _ => new HttpResponseMessage((HttpStatusCode)status);

    public static Func<SeenRequest, HttpResponseMessage> Throw(HttpRequestError error) =>
        _ => throw new HttpRequestException(error, "It broke.");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default)
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        _seen.Add(new SeenRequest(request.Method.Method, request.RequestUri!, headers, body, request.Content is not null));
        return responses[Math.Min(_seen.Count, responses.Length) - 1](Last);
    }
}
