using System.Net;
using System.Text.Json;

namespace SeedanceGen.Contract.Tests.Tools;

/// <summary>Programs of others play the service: they accept each request of the client, and it reads each of their responses.</summary>
[Trait("Category", "Slow")]
public sealed class PlayedServiceTests
{
    private const int Rounds = 25;

    private static readonly VideoGenerationRequest[] Requests =
    [
        VideoRequest.Seedance20("A river").Build(),
        VideoRequest.Seedance15Pro("A river").WithDuration(10).WithAspectRatio(AspectRatio.Ratio9x16).WithResolution(Resolution.P1080)
            .WithWebhookUrl(new Uri("https://your-app.com/webhooks/seedance")).WithMetadata("projectId", "proj_1001").Build(),
        VideoRequest.Seedance20Fast("A river").WithMediaUrls(new Uri("https://example.com/photo.jpg")).WithDuration(4).Build(),
    ];

    [NodeFact]
    public async Task The_client_reads_the_documented_responses_of_Prism()
    {
        using var prism = await SpecServer.StartPrismAsync();
        await using var client = Client(prism);

        (await client.ListModelsAsync()).ShouldNotBeNull();
        foreach (var request in Requests)
        {
            var job = await client.SubmitAsync(request);
            (job.Id, job.Status).ShouldBe(("req_1234567890", GenerationStatus.Queued));
            job.CreditsCharged.ShouldBeOneOf(40, 64);
        }

        var video = await client.GetAsync("req_1234567890");
        video.Status.ShouldBe(GenerationStatus.Succeeded);
        video.Output!.Url.ShouldNotBeNull();
        (await client.CancelAsync("req_1234567890")).Status.ShouldBe(GenerationStatus.Cancelled);
    }

    [NodeFact]
    public async Task Prism_rejects_what_breaks_the_description()
    {
        using var prism = await SpecServer.StartPrismAsync();

        (await RejectedAsync(prism)).ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    /// <summary>Specmatic responds with random values: a price of 967 credits, an acceptance whose <c>success</c> is false.</summary>
    [JavaFact]
    public async Task The_client_reads_whatever_keeps_to_the_description_from_Specmatic()
    {
        using var specmatic = await SpecServer.StartSpecmaticAsync();
        await using var client = Client(specmatic);

        var read = 0;
        for (var round = 0; round < Rounds; round++)
        {
            await TryAsync(async () => (await client.ListModelsAsync()).ShouldNotBeNull());
            await TryAsync(async () => (await client.SubmitAsync(Requests[round % Requests.Length])).Id.ShouldNotBeEmpty());
            await TryAsync(async () => (await client.GetAsync("req_1234567890")).RequestId.ShouldNotBeEmpty());
            await TryAsync(async () => (await client.CancelAsync("req_1234567890")).RequestId.ShouldNotBeEmpty());
        }

        read.ShouldBeGreaterThan(Rounds, "about half of the random responses say that the call succeeded");

        async Task TryAsync(Func<Task> call)
        {
            try
            {
                await call();
                read++;
            }
            catch (SeedanceException failure) when (StatusOf(failure) == HttpStatusCode.OK)
            {
                // The body says that the call did not succeed, so the client must not say that it did.
                failure.ToString().ShouldNotBeEmpty();
            }
        }
    }

    [JavaFact]
    public async Task Specmatic_rejects_what_breaks_the_description()
    {
        using var specmatic = await SpecServer.StartSpecmaticAsync();

        (await RejectedAsync(specmatic)).ShouldBe(HttpStatusCode.BadRequest);
    }

    private static HttpStatusCode? StatusOf(SeedanceException failure) => failure switch
    {
        SeedanceApiException refused => refused.StatusCode,
        SubmissionOutcomeUnknownException unknown => unknown.Response?.StatusCode,
        SeedanceConnectionException unusable => unusable.Response?.StatusCode,
        _ => null,
    };

    /// <summary>The status for a submission whose prompt is a number.</summary>
    private static async Task<HttpStatusCode> RejectedAsync(SpecServer service)
    {
        using var http = new HttpClient { BaseAddress = service.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", "sd2_live_played");
        using var body = new StringContent(
            JsonSerializer.Serialize(new { model = "seedance-2.0", prompt = 7 }), System.Text.Encoding.UTF8, "application/json");
        using var response = await http.PostAsync("api/open/v1/video/generations", body);
        return response.StatusCode;
    }

    private static SeedanceClient Client(SpecServer service) =>
        new("sd2_live_played", new SeedanceClientOptions { BaseAddress = service.Address, MaxAttempts = 1 });
}
