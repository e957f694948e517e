using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Transport;

/// <summary>The responses of the mock without faults, errors above all, are the same in memory and on a socket, byte for byte.</summary>
public sealed class ResponseParityTests
{
    private const string Generations = "api/open/v1/video/generations";
    private const string Video = "__seedance/videos/req_0000000001.mp4";

    [Theory]
    [InlineData("GET", "api/open/v1/models", 200)]
    [InlineData("GET", "api/open/v1/models", 401, "Authorization", "")]
    [InlineData("GET", "api/open/v1/models", 401, "Authorization", "Bearer sd2_live_other")]
    [InlineData("GET", "api/open/v1/models", 401, "Authorization", "Basic YTpi")]
    [InlineData("GET", "api/open/v1/models?x=1&y=%2F", 200)]
    [InlineData("GET", "api/open/v1/models/", 404)]
    [InlineData("HEAD", "api/open/v1/models", 405)]
    [InlineData("DELETE", "api/open/v1/models", 405)]
    [InlineData("GET", Generations, 405)]
    [InlineData("GET", Generations + "/req_other", 404)]
    [InlineData("GET", Generations + "/req%2Fother", 404)]
    [InlineData("POST", Generations + "/req_0000000001/cancel", 409)]
    [InlineData("POST", Generations, 200, "Body", Requests.Simple)]
    [InlineData("POST", Generations, 400, "Body", """{"model":"seedance-1.5-pro","prompt":"Ein Fluß","duration":7}""")]
    [InlineData("POST", Generations, 400, "Body", "{")]
    [InlineData("POST", Generations, 415)]
    [InlineData("GET", Video, 200)]
    [InlineData("HEAD", Video, 200)]
    [InlineData("GET", Video, 206, "Range", "bytes=10-19")]
    [InlineData("GET", Video, 416, "Range", "bytes=99999999-")]
    [InlineData("GET", Video, 400, "Authorization", "Bearer sd2_live_mock")]
    [InlineData("GET", "__seedance/videos/req_other.mp4", 404)]
    [InlineData("GET", "favicon.ico", 404)]
    public async Task A_response_is_the_same_on_a_socket_and_in_memory(
        string method, string path, int statusCode, string? name = null, string? value = null)
    {
        using var clock = new VirtualTimeProvider();
        var options = new SeedanceMockOptions { TimeProvider = clock, Lifecycle = JobLifecycle.Immediately, Strict = false };
        await using var server = await SeedanceMockServer.StartAsync(options);
        await using var memory = SeedanceMock.InMemory(options);

        var onSocket = await AskAsync(server, method, path, name, value);
        var inMemory = await AskAsync(memory, method, path, name, value);

        inMemory.Split('\n').ShouldBe(onSocket.Split('\n'));
        onSocket.ShouldStartWith(statusCode.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<string> AskAsync(SeedanceMock mock, string method, string path, string? name, string? value)
    {
        using var api = new ApiCaller(mock);
        await api.StartJobAsync();
        using var http = new HttpMessageInvoker(mock.CreateHandler());
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(mock.BaseAddress, path));
        if (name == "Body")
            request.Content = new StringContent(value!, Encoding.UTF8, "application/json");
        else if (!string.IsNullOrEmpty(value))
            request.Headers.TryAddWithoutValidation(name!, value);
        if (name != "Authorization" && !path.StartsWith("__seedance", StringComparison.Ordinal))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", mock.ApiKey);

        using var response = await http.SendAsync(request, CancellationToken.None);
        var seen = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {response.ReasonPhrase} {response.Version}");
        foreach (var header in response.Headers.Concat(response.Content.Headers)
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal))
            seen.AppendLine(header);
        seen.AppendLine(Convert.ToHexString(await response.Content.ReadAsByteArrayAsync()));
        seen.AppendJoin('\n', mock.Journal.Entries.Select(entry =>
            $"{entry.OperationId} {entry.RequestId} {entry.Path} {entry.StatusCode} {entry.Credential} {entry.KeyLeaked}")).AppendLine();
        seen.AppendJoin('\n', mock.Violations).AppendLine();
        return seen.ToString().Replace(mock.BaseAddress.Authority, "mock", StringComparison.Ordinal);
    }
}
