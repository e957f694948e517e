using System.Text.Json;

namespace SeedanceGen.TestKit.Proxy;

/// <summary>The response of a service in memory, on its way to the switchboard that the proxy forwards to.</summary>
public sealed record PlayedResponse(int Status, IReadOnlyDictionary<string, string[]> Headers, byte[] Body)
{
    public static async Task<PlayedResponse> FromAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
        var headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .ToDictionary(header => header.Key, header => header.Value.ToArray());
        return new PlayedResponse((int)response.StatusCode, headers, body);
    }

    public static PlayedResponse FromHeader(string text) => JsonSerializer.Deserialize<PlayedResponse>(Convert.FromBase64String(text))!;

    public string ToHeader() => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(this));
}
