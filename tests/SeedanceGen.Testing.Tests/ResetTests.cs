using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests;

/// <summary>The reset of a mock that has state and work under way.</summary>
public sealed class ResetTests
{
    [Fact]
    public async Task Keys_credits_scripts_and_violations_are_as_at_the_beginning()
    {
        await using var mock = SeedanceMock.InMemory(new() { Balance = 50 });
        using var api = new ApiCaller(mock);
        await api.StartJobAsync();
        await api.SubmitAsync("{}");
        mock.Keys.Rotate("sd2_live_new");
        mock.Given().Respond(MockFault.NoContent()).Next(9);

        await mock.ResetAsync();

        mock.ApiKey.ShouldBe(SeedanceMockOptions.DefaultApiKey);
        mock.Ledger.Balance.ShouldBe(50);
        mock.Ledger.ShouldHaveChargedNothing();
        mock.Violations.ShouldBeEmpty();
        (await api.StartJobAsync()).ShouldBe("req_0000000001");
    }

    [Fact]
    public async Task A_webhook_that_is_under_way_belongs_to_what_was_before()
    {
        var release = new TaskCompletionSource();
        await using var receiver = await WebhookReceiver.StartAsync(_ => release.Task);
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        using var api = new ApiCaller(server);
        await api.SubmitAsync(Requests.WithWebhook(receiver.Url));
        await receiver.NextAsync();

        await server.ResetAsync();
        release.SetResult();

        server.Webhooks.ShouldBeEmpty();
        server.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mock_that_has_ended_cannot_begin_anew_and_stays_readable(bool isInMemory)
    {
        var mock = isInMemory ? SeedanceMock.InMemory() : await SeedanceMockServer.StartAsync();
        using var api = new ApiCaller(mock);
        await api.StartJobAsync();
        await mock.DisposeAsync();

        (await Should.ThrowAsync<ObjectDisposedException>(async () => await mock.ResetAsync())).ObjectName.ShouldStartWith(
            "SeedanceGen.Testing.");

        mock.Jobs.ShouldHaveSingleItem();
        mock.Journal.Entries.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Resets_at_the_same_time_do_not_meet()
    {
        await using var mock = SeedanceMock.InMemory();
        using var start = new Barrier(4);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                for (var i = 0; i < 500; i++)
                    mock.ResetAsync().GetAwaiter().GetResult();
            },
            TaskCreationOptions.LongRunning)));

        mock.Jobs.ShouldBeEmpty();
    }
}
