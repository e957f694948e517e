using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SeedanceGen.AspNetCore.Tests.Support;

namespace SeedanceGen.AspNetCore.Tests.Endpoint;

/// <summary>A refused webhook causes no call and no delivery.</summary>
public sealed class RefusedWebhookTests
{
    [Theory]
    [InlineData("order-17/{token}x")]
    [InlineData("order-18/{token}")]
    [InlineData("Order-17/{token}")]
    [InlineData("order-17/{TOKEN}")]
    [InlineData("order-17/{token,short}")]
    [InlineData("order-17/x")]
    [InlineData("order-17/%20")]
    [InlineData("order%2F17/{token}")]
    [InlineData("order 17/{token}")]
    [InlineData("order-17")]
    [InlineData("")]
    public async Task A_wrong_token_is_not_found_before_anything_else_is_checked(string path)
    {
        await using var scene = await WebhookScene.StartAsync();
        var requestId = await scene.FinishedJobAsync();
        var token = scene.Host.UrlFor("order-17").Segments[^1];
        path = path.Replace("{token}", token, StringComparison.Ordinal)
            .Replace("{TOKEN}", token.ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("{token,short}", token[..^1], StringComparison.Ordinal);
        var url = new Uri($"{scene.Host.Endpoint}/{path}");

        (await scene.PostAsync(url, Encoding.UTF8.GetBytes(WebhookScene.Naming(requestId)))).ShouldBe(HttpStatusCode.NotFound);
        (await scene.PostAsync(url, "{"u8.ToArray(), "text/plain")).ShouldBe(HttpStatusCode.NotFound);
        (await scene.PostAsync(url, new byte[70_000])).ShouldBe(HttpStatusCode.NotFound);

        await NothingHappenedAsync(scene);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/jsonp")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Another_content_type_is_refused(string? contentType)
    {
        await using var scene = await WebhookScene.StartAsync();
        var body = Encoding.UTF8.GetBytes(WebhookScene.Naming(await scene.FinishedJobAsync()));

        (await scene.PostAsync(scene.Host.UrlFor("order-17"), body, contentType)).ShouldBe(HttpStatusCode.UnsupportedMediaType);

        await NothingHappenedAsync(scene);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"{id}\"")]
    [InlineData("{}")]
    [InlineData("""{"RequestId":"{id}"}""")]
    [InlineData("""{"data":{"requestId":"{id}"}}""")]
    [InlineData("""{"requestId":null}""")]
    [InlineData("""{"requestId":17}""")]
    [InlineData("""{"requestId":["{id}"]}""")]
    [InlineData("""{"requestId":""}""")]
    [InlineData("""{"requestId":".."}""")]
    [InlineData("""{"requestId":"{id} "}""")]
    [InlineData("""{"requestId":"{id}\r\nX: y"}""")]
    [InlineData("""{"requestId":"\ud800"}""")]
    [InlineData("""{"requestId":"{id}","requestId":"{id}"}""")]
    [InlineData("""{"requestId":"{id}"}{}""")]
    [InlineData("""{"requestId":"{id}",}""")]
    [InlineData("""{"requestId":"{id}"} // done""")]
    public async Task A_body_that_is_not_an_object_with_one_id_is_refused(string body)
    {
        await using var scene = await WebhookScene.StartAsync();
        var requestId = await scene.FinishedJobAsync();

        (await scene.PostAsync("order-17", body.Replace("{id}", requestId, StringComparison.Ordinal))).ShouldBe(HttpStatusCode.BadRequest);

        await NothingHappenedAsync(scene);
    }

    [Fact]
    public async Task An_id_that_is_too_long_or_not_utf8_is_refused()
    {
        await using var scene = await WebhookScene.StartAsync();

        (await scene.PostAsync("order-17", WebhookScene.Naming(new string('x', 129)))).ShouldBe(HttpStatusCode.BadRequest);
        byte[] notUtf8 = [.. "{\"requestId\":\"req_"u8, 0xFF, 0xFE, .. "\"}"u8];
        (await scene.PostAsync(scene.Host.UrlFor("order-17"), notUtf8)).ShouldBe(HttpStatusCode.BadRequest);

        await NothingHappenedAsync(scene);
    }

    [Theory]
    [InlineData(31, HttpStatusCode.Accepted)]
    [InlineData(32, HttpStatusCode.BadRequest)]
    [InlineData(20_000, HttpStatusCode.BadRequest)]
    public async Task The_depth_of_a_body_is_limited(int depth, HttpStatusCode expected)
    {
        await using var scene = await WebhookScene.StartAsync();
        var requestId = await scene.FinishedJobAsync();
        var body = $$"""{"requestId":"{{requestId}}","x":{{new string('[', depth)}}{{new string(']', depth)}}}""";

        (await scene.PostAsync("order-17", body)).ShouldBe(expected);

        (await scene.DrainAsync()).Count.ShouldBe(expected == HttpStatusCode.Accepted ? 1 : 0);
    }

    [Theory]
    [InlineData(0, false, HttpStatusCode.Accepted)]
    [InlineData(0, true, HttpStatusCode.Accepted)]
    [InlineData(1, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(1, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task The_size_of_a_body_is_limited_with_and_without_a_length(int excess, bool chunked, HttpStatusCode expected)
    {
        await using var scene = await WebhookScene.StartAsync();
        var requestId = await scene.FinishedJobAsync();
        var body = WebhookScene.Naming(requestId).PadRight((64 * 1024) + excess);
        var request = new HttpRequestMessage(HttpMethod.Post, scene.Host.UrlFor("order-17"))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = chunked;

        (await scene.SendAsync(request)).ShouldBe(expected);

        (await scene.DrainAsync()).Count.ShouldBe(excess == 0 ? 1 : 0);
    }

    [Fact]
    public async Task Only_a_post_is_a_webhook()
    {
        await using var scene = await WebhookScene.StartAsync();

        (await scene.SendAsync(new(HttpMethod.Get, scene.Host.UrlFor("order-17")))).ShouldBe(HttpStatusCode.MethodNotAllowed);

        await NothingHappenedAsync(scene);
    }

    [Fact]
    public async Task What_the_verifier_rejects_is_refused_and_what_it_accepts_is_delivered()
    {
        const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        const long Now = 1614265330;
        await using var scene = await WebhookScene.StartAsync(build: builder =>
            builder.Services.AddSingleton<IWebhookVerifier>(new StandardWebhooksVerifier(
                [Secret], new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(Now)))));
        var body = WebhookScene.Naming(await scene.FinishedJobAsync());

        (await scene.PostAsync("order-17", body)).ShouldBe(HttpStatusCode.Unauthorized);
        (await scene.SendAsync(Signed(body + " "))).ShouldBe(HttpStatusCode.Unauthorized);
        scene.Reads.ShouldBe(0);
        (await scene.SendAsync(Signed(body))).ShouldBe(HttpStatusCode.Accepted);

        (await scene.DrainAsync()).Count.ShouldBe(1);

        HttpRequestMessage Signed(string sent) => new(HttpMethod.Post, scene.Host.UrlFor("order-17"))
        {
            Content = new StringContent(sent, Encoding.UTF8, "application/json"),
            Headers =
            {
                { "webhook-id", "msg_1" },
                { "webhook-timestamp", "1614265330" },
                { "webhook-signature", StandardWebhooksSigner.Sign(Secret, "msg_1", Now, body) },
            },
        };
    }

    private static async Task NothingHappenedAsync(WebhookScene scene)
    {
        (await scene.DrainAsync()).ShouldBeEmpty();
        scene.Reads.ShouldBe(0);
    }
}
