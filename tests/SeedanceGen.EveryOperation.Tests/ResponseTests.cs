using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SeedanceGen.EveryOperation.Tests.Support;

namespace SeedanceGen.EveryOperation.Tests;

/// <summary>The response as it came, its documented headers, and bytes that are read as they come.</summary>
public sealed class ResponseTests
{
    [Fact]
    public async Task The_response_has_status_headers_request_id_and_body()
    {
        var service = new StubService(StubService.Json(
            """{"data":[],"more":"sd2_live_test_key"}""",
            200,
            ("X-Total-Count", "7"),
            ("X-Checked-At", "2026-11-28T10:00:00Z"),
            ("X-Request-Id", "r-9")));
        await using var client = service.CreateClient();

        var response = await client.Api.ListJobsWithResponseAsync(limit: 5);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Value.Data.ShouldBeEmpty();
        response.TotalCount.ShouldBe(7);
        response.CheckedAt.ShouldBe(new DateTimeOffset(2026, 11, 28, 10, 0, 0, TimeSpan.Zero));
        response.HttpRequestId.ShouldBe("r-9");
        response.Headers["x-total-count"].ShouldBe("7");
        Encoding.UTF8.GetString(response.Body.Span).ShouldBe("""{"data":[],"more":"*****************"}""", "the key is masked");
    }

    [Fact]
    public async Task A_documented_header_that_is_missing_or_unreadable_is_null()
    {
        var service = new StubService(StubService.Json(
            """{"data":[]}""", 200, ("X-Total-Count", "many"), ("X-Share", "1,5"), ("X-Trace", "?")));
        await using var client = service.CreateClient();

        var response = await client.Api.ListJobsWithResponseAsync();

        response.TotalCount.ShouldBeNull();
        response.CheckedAt.ShouldBeNull();
        response.Share.ShouldBeNull("a comma separates no digits");
        response.Trace.ShouldBeNull();
        response.States.ShouldBeNull();
        response.Headers["X-Total-Count"].ShouldBe("many");
    }

    [Fact]
    public async Task Documented_headers_have_their_types()
    {
        var service = new StubService(StubService.Json(
            """{"data":[]}""", 200, ("X-Share", "0.25"), ("X-Day", "2026-11-28"), ("X-Trace", "6f9619ff-8b86-d011-b42d-00c04fc964ff"),
            ("X-Next", "https://example.com/2"), ("X-States", "queued, unheard-of"), ("X-Labels", "a,b")));
        await using var client = service.CreateClient();

        var response = await client.Api.ListJobsWithResponseAsync();

        response.Share.ShouldBe(0.25);
        response.Day.ShouldBe(new DateOnly(2026, 11, 28));
        response.Trace.ShouldBe(Guid.Parse("6f9619ff-8b86-d011-b42d-00c04fc964ff"));
        response.Next.ShouldBe(new Uri("https://example.com/2"));
        response.States.ShouldBe([GenerationStatus.Queued, new GenerationStatus("unheard-of")]);
        response.Labels.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Bytes_and_a_response_without_a_body_have_their_documented_headers()
    {
        var service = new StubService(
            _ => new HttpResponseMessage { Content = new ByteArrayContent([1]), Headers = { { "ETag", "\"v1\"" }, { "X-Frames", "24" } } },
            _ => new HttpResponseMessage(HttpStatusCode.NoContent) { Headers = { { "X-Deleted", "2" } } });
        await using var client = service.CreateClient();

        await using var video = await client.Api.ReadVideoAsync("j1");
#pragma warning disable CS0618 // The operation is deprecated.
        var gone = await client.Api.DeleteVideoGenerationWithResponseAsync("j1");
#pragma warning restore CS0618

        (video.ETag, video.Frames).ShouldBe(("\"v1\"", 24));
        gone.Deleted.ShouldBe(2);
    }

    [Fact]
    public async Task The_response_of_an_operation_without_a_body_has_its_status()
    {
        var service = new StubService(StubService.Empty(204));
        await using var client = service.CreateClient();
        using var bytes = new MemoryStream([1]);

        (await client.Api.PutBlobWithResponseAsync(1, bytes)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Options_of_a_call_add_headers_and_bound_its_time()
    {
        var service = new StubService(StubService.Json("""{"data":[]}"""));
        await using var client = service.CreateClient();

        await client.Api.ListJobsAsync(options: new CallOptions
        {
            Timeout = TimeSpan.FromSeconds(5),
            Headers = new Dictionary<string, string> { ["X-Team"] = "blue", ["Accept"] = "application/vnd.x+json" },
        });

        service.Last.Headers["X-Team"].ShouldBe("blue");
        service.Last.Headers["Accept"].ShouldBe("application/vnd.x+json");
    }

    [Theory]
    [InlineData("Authorization", "Bearer other")]
    [InlineData("host", "evil.example")]
    [InlineData("Content-Length", "1")]
    [InlineData("X-Fine", "a\r\nX-Evil: 1")]
    [InlineData("No Name", "x")]
    public async Task A_header_that_is_the_clients_own_or_breaks_the_request_is_not_sent(string name, string value)
    {
        var service = new StubService(StubService.Json("""{"data":[]}"""));
        await using var client = service.CreateClient();
        var options = new CallOptions { Headers = new Dictionary<string, string> { [name] = value } };

        var error = await Should.ThrowAsync<SeedanceConfigurationException>(() => client.Api.ListJobsAsync(options: options));

        error.Message.ShouldContain("Nothing was sent");
        service.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_takes_no_longer_than_its_own_timeout()
    {
        await using var service = await Loopback.StartAsync(context => Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted));
        await using var client = service.CreateClient();

        var error = await Should.ThrowAsync<SeedanceConnectionException>(
            () => client.Api.ListJobsAsync(options: new CallOptions { Timeout = TimeSpan.FromMilliseconds(200) }));

        error.Message.ShouldContain("CallOptions.Timeout");
    }

    [Fact]
    public async Task Bytes_are_read_as_they_come()
    {
        var first = new TaskCompletionSource();
        await using var service = await Loopback.StartAsync(async context =>
        {
            context.Response.ContentType = "video/mp4";
            await context.Response.Body.WriteAsync("first"u8.ToArray());
            await context.Response.Body.FlushAsync();
            await first.Task;
            await context.Response.Body.WriteAsync("second"u8.ToArray());
        });
        await using var client = service.CreateClient();

        await using var video = await client.Api.ReadVideoAsync("j1");
        var buffer = new byte[64];
        Encoding.UTF8.GetString(buffer, 0, await video.Content.ReadAsync(buffer)).ShouldBe("first");
        first.SetResult();
        using var rest = new StreamReader(video.Content);

        (await rest.ReadToEndAsync()).ShouldBe("second");
        video.ContentType.ShouldBe("video/mp4");
        video.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_error_in_place_of_bytes_is_a_typed_error()
    {
        var service = new StubService(StubService.Json("""{"success":false,"error":{"code":"gone"}}""", 410));
        await using var client = service.CreateClient();

        (await Should.ThrowAsync<SeedanceApiException>(() => client.Api.ReadVideoAsync("j1"))).Code.ShouldBe("gone");
    }

    /// <summary>A service on a real socket.</summary>
    private sealed class Loopback(WebApplication application) : IAsyncDisposable
    {
        public static async Task<Loopback> StartAsync(RequestDelegate respond)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var application = builder.Build();
            application.Run(respond);
            await application.StartAsync();
            return new Loopback(application);
        }

        public SeedanceClient CreateClient()
        {
            var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
            return new SeedanceClient("sd2_live_test_key", new SeedanceClientOptions { BaseAddress = new Uri(address), MaxAttempts = 1 });
        }

        public ValueTask DisposeAsync() => application.DisposeAsync();
    }
}
