using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace SeedanceGen.Testing.Tests.Transport;

/// <summary>A body that is larger than the mock reads: its sender gets a response, and not a broken connection.</summary>
[Trait("Category", "Slow")]
public sealed class LargeBodyTests
{
    private const string Submission = "api/open/v1/video/generations";

    [Theory]
    [InlineData(true, 30_000_001, false)]
    [InlineData(true, 40_000_000, false)]
    [InlineData(true, 40_000_000, true)]
    [InlineData(true, 100_000_000, true)]
    [InlineData(false, 40_000_000, false)]
    public async Task A_body_that_is_too_large_gets_413_and_the_documented_envelope(bool isOnSocket, int length, bool isChunked)
    {
        await using var mock = await StartAsync(isOnSocket);
        using var http = new HttpClient(mock.CreateHandler()) { BaseAddress = mock.BaseAddress };
        using var request = Request(mock, length);
        request.Headers.TransferEncodingChunked = isChunked;

        using var response = await http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        response.Headers.Connection.ShouldBe(["close"]);
        var envelope = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        ((bool)envelope["success"]!).ShouldBeFalse();
        ((string)envelope["error"]!["code"]!).ShouldBe(MockErrorCodes.BodyTooLarge);
        ((string)envelope["error"]!["message"]!).ShouldContain("30,000,000 bytes");
        mock.Ledger.TotalCharged.ShouldBe(0);
        var entry = mock.Journal.Entries.ShouldHaveSingleItem();
        entry.StatusCode.ShouldBe(413);
        mock.Violations.ShouldHaveSingleItem().Kind.ShouldBe(MockViolationKind.RequestViolation);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_largest_body_that_is_read_is_validated_by_its_content(bool isOnSocket)
    {
        await using var mock = await StartAsync(isOnSocket);
        using var http = new HttpClient(mock.CreateHandler()) { BaseAddress = mock.BaseAddress };
        using var request = Request(mock, 30_000_000);

        using var response = await http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_sender_that_waits_to_be_told_so_sends_nothing_of_a_body_that_is_too_large()
    {
        await using var mock = await SeedanceMockServer.StartAsync(new() { Strict = false });
        using var http = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromSeconds(30) });
        using var request = Request(mock, 0);
        request.RequestUri = new Uri(mock.BaseAddress, Submission);
        request.Content = new UnsentContent(40_000_000);
        request.Headers.ExpectContinue = true;

        using var response = await http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    private static async Task<SeedanceMock> StartAsync(bool isOnSocket)
    {
        var options = new SeedanceMockOptions { Strict = false };
        return isOnSocket ? await SeedanceMockServer.StartAsync(options) : SeedanceMock.InMemory(options);
    }

    private static HttpRequestMessage Request(SeedanceMock mock, int length)
    {
        var content = new ByteArrayContent(new byte[length]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpRequestMessage(HttpMethod.Post, Submission)
        {
            Content = content,
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", mock.ApiKey) },
        };
    }

    /// <summary>A body that must not be sent.</summary>
    private sealed class UnsentContent(long length) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            throw new InvalidOperationException("The body is sent.");

        protected override bool TryComputeLength(out long known)
        {
            known = length;
            return true;
        }
    }
}
