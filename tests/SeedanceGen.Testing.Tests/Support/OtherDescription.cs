using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Tests.Support;

/// <summary>
/// The API description with edits that a test makes, and a mock that plays it: nothing of the description is written into the mock.
/// </summary>
internal sealed class OtherDescription : IAsyncDisposable
{
    private readonly HttpClient _http;

    private OtherDescription(SeedanceMock mock)
    {
        Mock = mock;
        _http = new HttpClient(mock.CreateHandler()) { BaseAddress = mock.BaseAddress };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", mock.ApiKey);
    }

    public SeedanceMock Mock { get; }

    /// <summary>The description after edits.</summary>
    public static ApiDescription Of(Action<JsonObject> edit)
    {
        var root = JsonNode.Parse(DescriptionJson.Utf8)!.AsObject();
        edit(root);
        return new ApiDescription(JsonSerializer.SerializeToUtf8Bytes((JsonNode)root));
    }

    public static OtherDescription Play(Action<JsonObject> edit, SeedanceMockOptions? options = null) =>
        new(SeedanceMock.InMemory(options, Of(edit)));

    /// <summary>A description with one more operation.</summary>
    public static Action<JsonObject> With(string path, string method, string operation) => root =>
    {
        var paths = root["paths"]!.AsObject();
        if (paths[path] is not JsonObject item)
            paths[path] = item = [];
        item[method] = JsonNode.Parse(operation);
    };

    public RequestMatcherBuilder Given(string operationId) =>
        Mock.Given(MockOperation.Of(Mock.Engine.Description[operationId]));

    public Task<Response> GetAsync(string target) => SendAsync(HttpMethod.Get, target);

    public Task<Response> PostAsync(string target, string json, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, target, new StringContent(json, Encoding.UTF8, "application/json"), headers);

    public async Task<Response> SendAsync(
        HttpMethod method, string target, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, target) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request);
        return new Response(
            (int)response.StatusCode,
            await response.Content.ReadAsByteArrayAsync(),
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.ToDictionary(
                header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Submits a job, reads it until it has ended, and returns the last response.</summary>
    public async Task<JsonObject> RunJobAsync(string submission)
    {
        var accepted = await PostAsync(Submissions, submission);
        accepted.Status.ShouldBe(200, accepted.Text);
        var id = Mock.Jobs[^1].RequestId;
        for (var reads = 0; reads < 10; reads++)
        {
            var read = await GetAsync($"{Submissions}/{id}");
            read.Status.ShouldBe(200, read.Text);
            if (Mock.Engine.Description.Jobs.IsTerminal(Mock.GetJob(id).Status))
                return read.Json;
        }

        throw new InvalidOperationException("The job did not end.");
    }

    public const string Submissions = "/api/open/v1/video/generations";

    public const string Submission = """{"model":"seedance-2.0","prompt":"A river","duration":5}""";

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Mock.DisposeAsync();
    }

    internal sealed record Response(int Status, byte[] Body, string? Type, Dictionary<string, string> Headers)
    {
        public string Text => Encoding.UTF8.GetString(Body);

        public JsonObject Json => JsonNode.Parse(Body)!.AsObject();
    }
}
