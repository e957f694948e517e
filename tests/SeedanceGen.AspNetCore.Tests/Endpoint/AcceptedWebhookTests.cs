using System.Net;
using System.Text;
using SeedanceGen.AspNetCore.Tests.Support;

namespace SeedanceGen.AspNetCore.Tests.Endpoint;

public sealed class AcceptedWebhookTests
{
    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON;charset=\"UTF-8\"")]
    public async Task Json_is_accepted_with_any_parameters_of_its_media_type(string contentType)
    {
        await using var scene = await WebhookScene.StartAsync();
        var requestId = await scene.FinishedJobAsync();

        (await scene.PostAsync("order-17", WebhookScene.Naming(requestId), contentType)).ShouldBe(HttpStatusCode.Accepted);

        (await scene.NextAsync()).Generation.RequestId.ShouldBe(requestId);
    }

    [Fact]
    public async Task A_byte_order_mark_does_no_harm()
    {
        await using var scene = await WebhookScene.StartAsync();
        byte[] body = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(WebhookScene.Naming(await scene.FinishedJobAsync()))];

        (await scene.PostAsync(scene.Host.UrlFor("order-17"), body)).ShouldBe(HttpStatusCode.Accepted);

        await scene.NextAsync();
    }

    [Fact]
    public async Task Nothing_of_the_body_but_the_id_is_believed()
    {
        await using var scene = await WebhookScene.StartAsync();
        var job = await scene.JobAsync(job => job.Fail("code", "message"));
        var forged =
            $$$"""{"success":true,"requestId":"{{{job.RequestId}}}","status":"succeeded","output":{"url":"https://evil.example/x.mp4"}}""";

        await scene.PostAsync("order-17", forged);

        var generation = (await scene.NextAsync()).Generation;
        generation.Status.ShouldBe(GenerationStatus.Failed);
        generation.Output?.Url.ShouldBeNull();
    }

    [Fact]
    public async Task The_response_does_not_wait_for_the_handler()
    {
        await using var scene = await WebhookScene.StartAsync();
        var release = new TaskCompletionSource();
        scene.Handler = (_, _) => release.Task;
        var requestId = await scene.FinishedJobAsync();

        (await scene.PostAsync("order-17", WebhookScene.Naming(requestId)).WaitAsync(WebhookScene.Limit)).ShouldBe(HttpStatusCode.Accepted);

        release.SetResult();
        await scene.NextAsync();
    }

    [Fact]
    public async Task A_url_that_was_made_with_an_earlier_secret_still_works()
    {
        const string Earlier = "the secret before, 32 bytes or more as well";
        await using var before = await WebhookScene.StartAsync(options => options.Secret = Earlier);
        await using var rotated = await WebhookScene.StartAsync(options => options.PreviousSecrets.Add(Earlier));
        await using var forgotten = await WebhookScene.StartAsync();
        var path = before.Host.UrlFor("order-17").AbsolutePath;
        var body = Encoding.UTF8.GetBytes(WebhookScene.Naming(await rotated.FinishedJobAsync()));

        (await rotated.PostAsync(new Uri(rotated.Host.Endpoint, path), body)).ShouldBe(HttpStatusCode.Accepted);
        (await forgotten.PostAsync(new Uri(forgotten.Host.Endpoint, path), body)).ShouldBe(HttpStatusCode.NotFound);

        await rotated.NextAsync();
        (await rotated.PostAsync("order-18", Encoding.UTF8.GetString(body))).ShouldBe(HttpStatusCode.Accepted, "new URLs work as well");
        (await rotated.NextAsync()).Reference.ShouldBe("order-18");
        rotated.Host.UrlFor("order-17").AbsolutePath.ShouldBe(forgotten.Host.UrlFor("order-17").AbsolutePath);
    }
}
