using SeedanceGen.Testing;
using SeedanceGen.Testing.Conformance;

namespace SeedanceGen.Contract.Tests.Proxy;

/// <summary>The client and the mock with an independent validator between them, a proxy that reads only the API description.</summary>
[Trait("Category", "Slow")]
public sealed class ProxyTests
{
    private const string Violation = "iolation";

    [NodeFact]
    public async Task Every_exchange_of_client_and_mock_matches_the_description()
    {
        using var clock = new VirtualTimeProvider();
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            TimeProvider = clock,
            LifecycleFor = request => request.Prompt == "Fail" ? JobLifecycle.Immediately.EndingInFailure("moderation", "No.")
                : JobLifecycle.After(TimeSpan.FromMinutes(2)),
        });
        using var proxy = await SpecServer.StartProxyAsync(server.BaseAddress);
        await using var client = Client(proxy.Address, clock, server.ApiKey);
        await using var stranger = Client(proxy.Address, clock, "sd2_live_other");

        await SubmissionsAsync(client);
        await CancelsAsync(client);
        await ErrorsAsync(client, stranger);

        // The proxy prints a line later than it sends the response.
        await proxy.UntilPrintedAsync(log => Exchanges(log) >= server.Journal.Entries.Count);
        proxy.Log.ShouldNotContain(Violation);
        proxy.Log.ShouldNotContain("error  ", Case.Sensitive, proxy.Log);
        server.Violations.ShouldBeEmpty();

        // Every exchange went through the proxy, and every operation occurred.
        server.Journal.Entries.Select(entry => entry.OperationId).Distinct().Count().ShouldBe(4);
        Exchanges(proxy.Log).ShouldBe(server.Journal.Entries.Count);
    }

    [NodeFact]
    public async Task The_conformance_kit_finds_nothing_wrong_through_the_proxy_and_neither_does_the_proxy()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var proxy = await SpecServer.StartProxyAsync(server.BaseAddress);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = proxy.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", server.ApiKey);

        // The full profile submits invalid requests, and the proxy would reject them with its own errors.
        var report = await SeedanceConformance.VerifyAsync(http);

        report.EnsurePassed();
        await proxy.UntilPrintedAsync(log => Exchanges(log) >= server.Journal.Entries.Count);
        proxy.Log.ShouldNotContain(Violation);
        Exchanges(proxy.Log).ShouldBe(server.Journal.Entries.Count);
        server.Journal.Entries.Count.ShouldBeGreaterThan(1);
    }

    [NodeFact]
    public async Task A_broken_response_is_reported_by_the_proxy_and_by_the_mock()
    {
        using var clock = new VirtualTimeProvider();
        await using var server = await SeedanceMockServer.StartAsync(new()
        {
            TimeProvider = clock,
            IgnoredViolations = [MockViolationKind.ResponseViolation],
            Reshape = response =>
            {
                if (response.OperationId == "getVideoGeneration")
                    response.Body!["status"] = "rendering";
            },
        });
        using var proxy = await SpecServer.StartProxyAsync(server.BaseAddress);
        await using var client = Client(proxy.Address, clock, server.ApiKey);
        var job = await client.SubmitAsync(VideoRequest.Seedance20("A river").Build());
        proxy.Log.ShouldNotContain(Violation);

        var refused = await Should.ThrowAsync<SeedanceApiException>(() => client.GetAsync(job.Id));

        refused.Response.RawBody.ShouldContain("""["response","body","status"]""", Case.Sensitive, refused.Response.RawBody);
        await proxy.UntilPrintedAsync(log => log.Contains(Violation, StringComparison.OrdinalIgnoreCase));
        server.Violations.ShouldAllBe(violation => violation.Kind == MockViolationKind.ResponseViolation);
        server.Violations[0].Message.ShouldContain("/status: expected one of \"queued\", \"processing\"");
    }

    private static int Exchanges(string log) => log.Split("Forwarding").Length - 1;

    private static async Task SubmissionsAsync(SeedanceClient client)
    {
        (await client.ListModelsAsync()).ShouldNotBeEmpty();
        var text = await client.GenerateAsync(VideoRequest.Seedance15Pro("A river")
            .WithDuration(10).WithAspectRatio(AspectRatio.Ratio9x16).WithResolution(Resolution.P480).WithMetadata("scene", "8").Build());
        text.Status.ShouldBe(GenerationStatus.Succeeded);

        var image = await client.SubmitAsync(
            VideoRequest.Seedance20Fast("A lake").WithMediaUrls(new Uri("https://example.com/a.jpg")).Build());
        (await image.WaitAsync()).Output!.Url.ShouldNotBeNull();
        (await client.GetAsync(image.Id)).Status.ShouldBe(GenerationStatus.Succeeded);
        var failed = await Should.ThrowAsync<GenerationFailedException>(
            () => client.GenerateAsync(VideoRequest.Seedance20("Fail").Build()));
        failed.Message.ShouldContain("moderation");
    }

    private static async Task CancelsAsync(SeedanceClient client)
    {
        var job = await client.SubmitAsync(VideoRequest.Seedance20("A sea").Build());
        (await client.CancelAsync(job.Id)).Status.ShouldBe(GenerationStatus.Cancelled);
        await Should.ThrowAsync<GenerationCancelledException>(() => job.WaitAsync());
        await Should.ThrowAsync<SeedanceApiException>(() => client.CancelAsync(job.Id));
    }

    private static async Task ErrorsAsync(SeedanceClient client, SeedanceClient stranger)
    {
        await Should.ThrowAsync<SeedanceValidationException>(() => client.SubmitAsync(new VideoGenerationRequest
        {
            Model = SeedanceModel.Seedance15Pro,
            Prompt = "A river",
            Duration = 7,
        }));
        await Should.ThrowAsync<SeedanceApiException>(() => client.GetAsync("req_unknown"));
        await Should.ThrowAsync<SeedanceAuthenticationException>(() => stranger.ListModelsAsync());
        await Should.ThrowAsync<SeedanceAuthenticationException>(() => stranger.SubmitAsync(VideoRequest.Seedance20("A river").Build()));
    }

    private static SeedanceClient Client(Uri address, VirtualTimeProvider clock, string apiKey) => new(apiKey, new SeedanceClientOptions
    {
        BaseAddress = address,
        TimeProvider = clock,
        HttpHandler = clock.Track(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }),
    });
}
