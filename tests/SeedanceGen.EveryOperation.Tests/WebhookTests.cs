using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SeedanceGen.AspNetCore;
using SeedanceGen.EveryOperation.Tests.Support;

namespace SeedanceGen.EveryOperation.Tests;

/// <summary>The endpoint with a description that documents headers of webhooks, and another name for the id of a job.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private static readonly HttpClient Http = new();

    private readonly TaskCompletionSource<string> _delivered = new();
    private WebApplication? _application;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = new StubService(StubService.Json(Requests.Job("succeeded")));
        builder.Services.AddSingleton<ISeedanceClient>(service.CreateClient());
        builder.Services.AddSingleton<IWebhookVerifier>(new SignatureVerifier());
        builder.Services.AddSeedanceWebhooks(options => options.Secret = new string('s', SeedanceWebhookOptions.MinSecretBytes));
        _application = builder.Build();
        _application.MapSeedanceWebhook("/webhooks", (generation, reference, _) =>
        {
            _delivered.TrySetResult($"{JobState.Of(generation).Id} {reference}");
            return Task.CompletedTask;
        });
        await _application.StartAsync();
    }

    public async Task DisposeAsync() => await _application!.DisposeAsync();

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("forged", HttpStatusCode.Unauthorized)]
    [InlineData("genuine", HttpStatusCode.Accepted)]
    public async Task A_required_header_has_to_be_there_and_reaches_the_verifier(string? signature, HttpStatusCode expected)
    {
        var urls = _application!.Services.GetRequiredService<WebhookUrls>();
        var address = urls.Create(new Uri(_application.Urls.First() + "/webhooks"), "order-1");
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(Requests.Job("succeeded"), Encoding.UTF8, "application/json"),
        };
        if (signature is not null)
            request.Headers.Add("X-Signature", signature);

        using var response = await Http.SendAsync(request);

        response.StatusCode.ShouldBe(expected);
        if (expected == HttpStatusCode.Accepted)
            (await _delivered.Task.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe("j1 order-1");
    }

    private sealed class SignatureVerifier : IWebhookVerifier
    {
        public ValueTask<WebhookVerificationResult> VerifyAsync(
            IHeaderDictionary headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) => new(
            headers[SeedanceClient.RequiredWebhookHeaders[0]] == "genuine"
                ? WebhookVerificationResult.Accepted
                : WebhookVerificationResult.Rejected("the signature is wrong"));
    }
}
