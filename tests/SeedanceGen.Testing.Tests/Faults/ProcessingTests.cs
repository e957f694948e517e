using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Faults;

/// <summary>Whether a request is processed before it goes wrong: the difference between a job that exists and one that does not.</summary>
public sealed class ProcessingTests
{
    public static TheoryData<string> Faults => [.. MockFault.Catalogue.Select(fault => fault.ToString())];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_submission_is_accepted_and_charged_exactly_when_the_fault_says_so(string name)
    {
        var fault = MockFault.Catalogue.Single(fault => fault.ToString() == name);
        using var clock = new VirtualTimeProvider();
        await using var server = await SeedanceMockServer.StartAsync(new() { TimeProvider = clock });
        await using var client = server.CreateClient(options => options.AttemptTimeout = TimeSpan.FromSeconds(60));
        server.Given(MockOperation.Submit).Respond(fault);

        var error = await Record.ExceptionAsync(() => client.SubmitAsync(VideoRequest.Seedance20("A river").Build()));

        var wasRepeated = server.Journal.Entries.Count == 2;
        wasRepeated.ShouldBe(
            name.StartsWith("status 429 with", StringComparison.Ordinal) || name.StartsWith("status 503 with", StringComparison.Ordinal));
        server.Jobs.Count.ShouldBe(fault.IsProcessed || wasRepeated ? 1 : 0);
        (server.Ledger.TotalCharged > 0).ShouldBe(fault.IsProcessed || wasRepeated);
        if (error is null && !wasRepeated)
            fault.IsProcessed.ShouldBeTrue();
    }

    [Fact]
    public void Each_fault_can_be_had_with_and_without_processing()
    {
        foreach (var fault in MockFault.Catalogue)
        {
            fault.AfterProcessing().IsProcessed.ShouldBeTrue();
            fault.WithoutProcessing().IsProcessed.ShouldBeFalse();
            fault.AfterProcessing().Name.ShouldBe(fault.Name);
        }
    }

    [Fact]
    public async Task A_cancel_that_was_processed_stands_though_its_response_was_lost()
    {
        await using var mock = SeedanceMock.InMemory(new() { Lifecycle = JobLifecycle.Manually });
        using var api = new ApiCaller(mock);
        var job = await api.StartJobAsync();
        mock.Given(MockOperation.Cancel).ForJob(job).Respond(MockFault.ConnectionReset().AfterProcessing());

        await Should.ThrowAsync<HttpRequestException>(() => api.CancelAsync(job));

        mock.GetJob(job).Status.ShouldBe(GenerationStatus.Cancelled);
    }

    [Fact]
    public async Task A_webhook_comes_though_the_response_was_lost()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        using var api = new ApiCaller(server);
        server.Given(MockOperation.Submit).Respond(MockFault.ConnectionReset().AfterProcessing());

        await Should.ThrowAsync<HttpRequestException>(() => api.SubmitAsync(Requests.WithWebhook(receiver.Url)));

        (await receiver.NextAsync()).Body.ShouldContain("succeeded");
    }
}
