using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using SeedanceGen.AspNetCore.Tests.Sample;
using SeedanceGen.AspNetCore.Tests.Support;
using SeedanceGen.TestKit.Telemetry;

namespace SeedanceGen.AspNetCore.Tests.Logging;

public sealed class WebhookLogTests
{
    [Fact]
    public async Task Neither_token_nor_secret_nor_key_nor_body_nor_url_is_logged()
    {
        await using var scene = await WebhookScene.StartAsync(
            options => options.MaxAttempts = 1, builder => builder.Logging.AddFilter("Microsoft", LogLevel.Warning));
        scene.Handler = (delivered, _) => delivered.Reference == "order-18" ? throw new InvalidOperationException("Away.")
            : Task.CompletedTask;
        var url = scene.Host.UrlFor("order-17");
        var requestId = await scene.FinishedJobAsync();
        var running = await scene.JobAsync();
        var body = $$"""{"requestId":"{{requestId}}","prompt":"MARKER"}""";

        await scene.PostAsync("order-17", body);
        await scene.NextAsync();
        await scene.PostAsync("order-17", body);
        await scene.PostAsync("order-17", WebhookScene.Naming(running.RequestId));
        await scene.PostAsync("order-17", WebhookScene.Naming("req_MARKER"));
        await scene.PostAsync("order-17", "{\"MARKER\"");
        await scene.PostAsync("order-17", "MARKER", "text/plain");
        await scene.PostAsync("order-18", body);
        (await scene.PostAsync(new Uri(url + "MARKER"), Encoding.UTF8.GetBytes(body))).ShouldBe(HttpStatusCode.NotFound);
        await scene.DrainAsync();

        // The scopes are those of the framework, which name the path.
        var lines = scene.Log.Lines
            .Where(line => line.Category != LogLine.Scope && !line.ToString().Contains("req_MARKER", StringComparison.Ordinal)).ToList();
        lines.Select(line => line.EventId.Id).ShouldBeSubsetOf([3001, 3002, 3003, 3004, 3005, 3006, 3007, 3009, 3010]);
        lines.Select(line => line.EventId.Id).Distinct().Count().ShouldBe(9, "every kind of line is among them");
        foreach (var secret in new[] { url.Segments[^1], VideoHost.Secret, scene.Server.ApiKey, "MARKER", "http" })
            lines.ShouldAllBe(line => !line.ToString().Contains(secret, StringComparison.Ordinal));
    }
}
