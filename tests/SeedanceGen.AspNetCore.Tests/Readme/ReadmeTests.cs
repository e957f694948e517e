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
        builder.Configuration["SeedanceWebhooks:PublicAddress"] = "https://your-app.com/webhooks/seedance";
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Services.AddSingleton(scene.Host.Client);

        // The section SeedanceWebhooks: a Secret of 32 bytes or more (openssl rand -base64 32), and the PublicAddress of the endpoint.
        builder.Services.AddSeedanceWebhooks(builder.Configuration);

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

#if NET10_0_OR_GREATER
    [Fact]
    public async Task The_registrations_of_an_application_are_accepted()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["urls"] = "http://127.0.0.1:0";

        builder.Services.AddSeedanceProblemDetails();                               // errors of the client are problem details
        builder.Services.AddOpenApi(options => options.AddSeedanceSchemas());       // .NET 10: open enumerations in your document

        await using var app = builder.Build();
        app.MapOpenApi();
        app.MapGet("/videos", (AspectRatio ratio) => ratio.Value);
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        (await http.GetStringAsync("/openapi/v1.json")).ShouldContain("/videos");
        (await http.GetStringAsync("/videos?ratio=21:9")).ShouldBe("21:9");
    }
#endif

    [Fact]
    public void The_examples_are_the_ones_that_run_here()
    {
        var source = Read("ReadmeTests.cs");
        var examples = FencedBlock.Of("src/SeedanceGen.AspNetCore/README.md", "csharp").Select(block => block.Body).ToList();

        examples.Count.ShouldBe(3);
        foreach (var example in examples)
        {
            var indented = string.Join('\n', example.Split('\n').Select(line => line.Length == 0 ? line : "        " + line));
            source.ShouldContain(indented.TrimEnd(), Case.Sensitive);
        }
    }

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Readme", name));
}
