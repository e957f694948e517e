using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Page.Control;

namespace SeedanceGen.Testing.Page.Composing;

/// <summary>A request that the page sent, and the response of the mock.</summary>
/// <param name="StatusCode">The status code; 0 when a fault ended the exchange before there was one.</param>
/// <param name="Body">The body as people read it.</param>
/// <param name="Job">The job in it; null when there is none.</param>
internal sealed record SentRequest(int StatusCode, string Body, string? Job)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Sends what a form has, over the mock's port like any other program, with the mock's key.</summary>
    public static async Task<SentRequest> SendAsync(ControlClient control, RequestForm form)
    {
        var mock = control.Mock;
        using var http = new HttpClient(mock.CreateHandler()) { Timeout = Longest };
        using var request = new HttpRequestMessage(
            new HttpMethod(form.Operation.Method), new Uri(control.Address, form.Operation.PathTemplate.TrimStart('/')));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", mock.ApiKey);
        request.Content = new StringContent(form.ToJson().ToJsonString(), Encoding.UTF8, "application/json");
        try
        {
            using var response = await http.SendAsync(request).ConfigureAwait(false);
            var body = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
            return new SentRequest((int)response.StatusCode, CopiedText.ReadableOf(body), JobOf(mock, body));
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return new SentRequest(0, failure.Message, null);
        }
    }

    private static string? JobOf(SeedanceMock mock, string body) =>
        mock.Engine.Description.Jobs.Accepted.Id is { } id && Parse(body) is JsonObject fields ? fields[id]?.ToString() : null;

    private static JsonNode? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
