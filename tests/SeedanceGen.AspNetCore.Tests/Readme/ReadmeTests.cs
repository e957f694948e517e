using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using SeedanceGen.AspNetCore.Tests.Support;

namespace SeedanceGen.AspNetCore.Tests.Readme;

public sealed class ReadmeTests
{
    [Fact]
    public async Task The_quick_start_runs()
    {
        await using var scene = await WebhookScene.StartAsync();
        var orders = Substitute.For<IOrders>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["SeedanceWebhooks:Secret"] = Sample.VideoHost.Secret;
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Services.AddSingleton(scene.Host.Client);

        builder.Services.AddSeedanceWebhooks(options =>
        {
            options.Secret = builder.Configuration["SeedanceWebhooks:Secret"];      // 32 bytes or more: openssl rand -base64 32
            options.PublicAddress = new Uri("https://your-app.com/webhooks/seedance");
        });

        var app = builder.Build();
        app.MapSeedanceWebhook("/webhooks/seedance", async (generation, reference, cancellationToken) =>
        {
            await orders.FinishAsync(reference, generation.RequestId, generation.Status, generation.Output?.Url, cancellationToken);
        });

        await using var _ = app;
        await app.StartAsync();
        var urls = app.Services.GetRequiredService<WebhookUrls>();

        var request = new VideoGenerationRequest
        {
            Model = SeedanceModel.Seedance20,
            Prompt = "A river flowing through an autumn forest",
            WebhookUrl = urls.Create("order-17"),                                   // urls: WebhookUrls, from the services
        };

        var requestId = await scene.FinishedJobAsync();
        var local = new Uri(new Uri(app.Urls.Single()), request.WebhookUrl.AbsolutePath);
        await scene.PostAsync(local, Encoding.UTF8.GetBytes(WebhookScene.Naming(requestId)));
        await app.StopAsync();
        await orders.Received(1).FinishAsync(
            "order-17", requestId, GenerationStatus.Succeeded, Arg.Is<Uri?>(url => url != null), Arg.Any<CancellationToken>());
    }

    [Fact]
    public void The_examples_are_the_ones_that_run_here()
    {
        var readme = Read("README.md");
        var source = Read("ReadmeTests.cs");
        var examples = readme.Split("```csharp\n").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)]).ToList();

        examples.Count.ShouldBe(2);
        foreach (var example in examples)
        {
            var indented = string.Join('\n', example.Split('\n').Select(line => line.Length == 0 ? line : "        " + line));
            source.ShouldContain(indented.TrimEnd(), Case.Sensitive);
        }
    }

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Readme", name));
}
