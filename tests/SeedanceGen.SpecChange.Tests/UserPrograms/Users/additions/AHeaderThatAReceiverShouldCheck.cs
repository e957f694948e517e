using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SeedanceGen.AspNetCore;

/// <summary>The mock signs its webhooks, the endpoint refuses those without the header, and the verifier gets it.</summary>
internal static class AHeaderThatAReceiverShouldCheck
{
    public static async Task RunAsync()
    {
        Expect.Equal("X-Signed", SeedanceClient.RequiredWebhookHeaders.Single());
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        var delivered = new TaskCompletionSource<string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<ISeedanceClient>(server.CreateClient());
        builder.Services.AddSingleton<IWebhookVerifier>(new Signature(server.WebhookSecret));
        builder.Services.AddSeedanceWebhooks(options => options.Secret = new string('s', 64));
        await using var application = builder.Build();
        application.MapSeedanceWebhook("/hook", (generation, reference, _) =>
        {
            delivered.TrySetResult($"{reference} {generation.Status}");
            return Task.CompletedTask;
        });
        await application.StartAsync();
        var url = application.Services.GetRequiredService<WebhookUrls>().Create(new Uri(application.Urls.First() + "/hook"), "order-17");

        await using var client = server.CreateClient();
        _ = await client.SubmitAsync(VideoRequest.Seedance20("A river").WithWebhookUrl(url).Build());

        Expect.Equal("order-17 succeeded", await delivered.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        using var http = new HttpClient();
        using var forged = await http.PostAsync(url, new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
        Expect.Equal(401, (int)forged.StatusCode);
    }

    private sealed class Signature(string secret) : IWebhookVerifier
    {
        public ValueTask<WebhookVerificationResult> VerifyAsync(
            IHeaderDictionary headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
        {
            var expected = Convert.ToHexStringLower(
                System.Security.Cryptography.HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret), body.Span));
            return new(headers["X-Signed"] == expected
                ? WebhookVerificationResult.Accepted
                : WebhookVerificationResult.Rejected("the signature is wrong"));
        }
    }
}
