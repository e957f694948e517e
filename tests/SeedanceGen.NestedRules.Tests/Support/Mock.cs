extern alias mock;

using System.Net.Http.Headers;
using mock::SeedanceGen.Rules.Schema;
using mock::SeedanceGen.Testing;
using mock::SeedanceGen.Testing.Schema;

namespace SeedanceGen.NestedRules.Tests.Support;

/// <summary>The mock, with the description of these tests, as a client without rules of its own sees it.</summary>
internal static class Mock
{
    private static readonly ApiDescription Description = new(DescriptionJson.Utf8.ToArray());

    public static SeedanceMock Start() => SeedanceMock.InMemory(
        new SeedanceMockOptions { IgnoredViolations = [MockViolationKind.RequestViolation] }, Description);

    /// <summary>What the mock rejects in a request.</summary>
    public static List<SchemaViolation> ViolationsOf(byte[] json) =>
        Description["submitVideoGeneration"].RequestBody!.ValidateRequest("application/json", json);

    /// <summary>Sends a request to the mock, and returns the status and the text of its response.</summary>
    public static async Task<(int Status, string Text)> PostAsync(byte[] json)
    {
        await using var server = Start();
        using var http = new HttpClient(server.CreateHandler()) { BaseAddress = server.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.ApiKey);
        using var content = new ByteArrayContent(json);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await http.PostAsync("/jobs", content);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
