namespace SeedanceGen.Testing.Page.Tests.Browser;

/// <summary>A mock with some life in it, the same each time: for pictures, and for tests of the layout.</summary>
internal static class SampleMock
{
    public static async Task<SeedanceMockHost> StartAsync()
    {
        var clock = new VirtualTimeProvider(new DateTimeOffset(2026, 11, 30, 9, 30, 0, TimeSpan.Zero), autoAdvance: false);
        var host = await SeedanceMockHost.StartAsync(new()
        {
            Mock = new()
            {
                Strict = false,
                TimeProvider = clock,
                Lifecycle = JobLifecycle.Manually,
                Balance = 500,
                Retention = MockRetention.Standalone,
                WebhookHandler = () => new Receiver(),
            },
        });
        using var api = new ApiClient(host.Server.CreateHandler(), host.BaseAddress, host.Server.ApiKey);
        string[] prompts =
        [
            "A lighthouse in a winter storm, slow aerial shot", "A paper boat on a rainy street", "Sunrise over terraced rice fields",
            "A fox crossing a snowy clearing at dusk", "A river through an autumn forest",
        ];
        var jobs = new List<string>();
        foreach (var prompt in prompts)
        {
            jobs.Add(await api.StartJobAsync(
                $$"""{"model":"seedance-2.0","prompt":"{{prompt}}","duration":5,"webhookUrl":"http://127.0.0.1:5000/hook"}"""));
            clock.Advance(TimeSpan.FromSeconds(3));
        }

        foreach (var job in jobs.Take(4))
            host.Server.GetJob(job).Start();
        clock.Advance(TimeSpan.FromSeconds(42));
        await api.GetAsync(jobs[0]);
        host.Server.GetJob(jobs[0]).Succeed();
        host.Server.GetJob(jobs[1]).Fail("content_policy", "The picture shows a brand.");
        await api.CancelAsync(jobs[2]);
        await api.GetAsync(jobs[0]);
        await api.SubmitAsync("""{"model":"seedance-1.5-pro","prompt":"A river","duration":7}""");
        host.Server.Given(MockOperation.Get).Respond(MockFault.RateLimited(TimeSpan.FromSeconds(7))).Next(2);
        await api.GetAsync(jobs[3]);
        await host.Server.WaitForWebhooksAsync();
        return host;
    }

    /// <summary>A receiver that takes everything.</summary>
    private sealed class Receiver : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.NoContent));
    }
}
