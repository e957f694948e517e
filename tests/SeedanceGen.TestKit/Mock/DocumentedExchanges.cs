using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace SeedanceGen.TestKit.Mock;

/// <summary>The documented exchanges, sent to the mock and to a server that has its exported mappings.</summary>
public static class DocumentedExchanges
{
    private const string Models = "api/open/v1/models";
    private const string Generations = "api/open/v1/video/generations";

    /// <summary>Sends each exchange to both, and compares status, type and body of the responses.</summary>
    /// <param name="ours">The client of the mock.</param>
    /// <param name="theirs">The client of the other server.</param>
    /// <param name="links">The address that the links of the other server begin with.</param>
    /// <param name="key">The key of the mock.</param>
    /// <param name="polls">How often each job is polled before it is canceled.</param>
    /// <param name="hasUnknownIds">Whether the other server has a mapping for ids that it does not know.</param>
    public static async Task ShouldAgreeAsync(
        HttpClient ours, HttpClient theirs, Uri links, string key, int polls, bool hasUnknownIds)
    {
        foreach (var exchange in Exchanges(key, polls, hasUnknownIds))
        {
            var (expected, actual) = (await AskAsync(ours, exchange), await AskAsync(theirs, exchange));
            var what = $"{exchange.Method} {exchange.Path}";
            (actual.StatusCode, actual.Type).ShouldBe((expected.StatusCode, expected.Type), $"{what}: {actual.Body}");
            var wanted = expected.Body.Replace(ours.BaseAddress!.ToString(), links.ToString(), StringComparison.Ordinal);
            JsonNode.DeepEquals(JsonNode.Parse(actual.Body), JsonNode.Parse(wanted))
                .ShouldBeTrue($"{what}: {actual.Body} is not {wanted}");
        }
    }

    /// <summary>Other keys, unknown jobs, then both documented jobs with polls, a cancel, a read and another cancel.</summary>
    private static IEnumerable<Exchange> Exchanges(string key, int polls, bool hasUnknownIds)
    {
        foreach (var other in new[] { null, "sd2_live_other" })
        {
            yield return new("GET", Models, other);
            yield return new("POST", Generations, other, "{}");
            yield return new("GET", Generations + "/req_0000000001", other);
            yield return new("POST", Generations + "/req_0000000001/cancel", other);
        }

        yield return new("GET", Models, key);
        if (hasUnknownIds)
        {
            yield return new("GET", Generations + "/req_0000000001", key);
            yield return new("POST", Generations + "/req_x-y.z/cancel", key);
        }

        foreach (var name in new[] { "image-to-video", "text-to-video" })
            yield return new("POST", Generations, key, File.ReadAllText(Path.Combine(Repository.Spec, "examples", name + ".request.json")));
        foreach (var id in new[] { "req_0000000002", "req_0000000001" })
        {
            for (var poll = 0; poll < polls; poll++)
                yield return new("GET", $"{Generations}/{id}", key);
            yield return new("POST", $"{Generations}/{id}/cancel", key);
            yield return new("GET", $"{Generations}/{id}", key);
            yield return new("POST", $"{Generations}/{id}/cancel", key);
        }
    }

    private static async Task<(int StatusCode, string? Type, string Body)> AskAsync(HttpClient http, Exchange exchange)
    {
        using var request = new HttpRequestMessage(new HttpMethod(exchange.Method), exchange.Path);
        if (exchange.Key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", exchange.Key);
        if (exchange.Body is not null)
            request.Content = new StringContent(exchange.Body, Encoding.UTF8, "application/json");

        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsStringAsync());
    }

    private sealed record Exchange(string Method, string Path, string? Key, string? Body = null);
}
