using System.Text.Json;

namespace SeedanceGen.TestKit.Proxy;

/// <summary>The answer of a service in memory, on its way to where the proxy forwards to.</summary>
public sealed record PlayedAnswer(int Status, IReadOnlyDictionary<string, string[]> Headers, byte[] Body)
{
    public static async Task<PlayedAnswer> FromAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
        var headers = answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated)
            .ToDictionary(header => header.Key, header => header.Value.ToArray());
        return new PlayedAnswer((int)answer.StatusCode, headers, body);
    }

    public static PlayedAnswer FromHeader(string text) => JsonSerializer.Deserialize<PlayedAnswer>(Convert.FromBase64String(text))!;

    public string ToHeader() => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(this));
}
