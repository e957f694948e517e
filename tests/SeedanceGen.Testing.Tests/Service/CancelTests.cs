using System.Net;
using Microsoft.Extensions.Time.Testing;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Service;

public sealed class CancelTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_queued_or_processing_job_is_cancelled_for_good(int pollsBefore)
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var api = new ApiCaller(server);
        var requestId = await api.StartJobAsync();
        for (var i = 0; i < pollsBefore; i++)
            await api.GetAsync(requestId);

        (await api.CancelAsync(requestId)).Text("status").ShouldBe("cancelled");

        for (var i = 0; i < 3; i++)
        {
            var response = await api.GetAsync(requestId);
            response.Text("status").ShouldBe("cancelled");
            response.Json.ContainsKey("output").ShouldBeFalse();
            response.Json["error"].ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_job_that_has_ended_cannot_be_cancelled_and_stays_as_it_is()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        using var api = new ApiCaller(server);
        var requestId = await api.StartJobAsync();

        (await api.CancelAsync(requestId)).ShouldBeError(HttpStatusCode.Conflict, MockErrorCodes.JobIsTerminal);

        (await api.StatusAsync(requestId)).ShouldBe("succeeded");
    }

    [Fact]
    public async Task A_second_cancel_is_refused()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var api = new ApiCaller(server);
        var requestId = await api.StartJobAsync();
        await api.CancelAsync(requestId);

        (await api.CancelAsync(requestId)).ShouldBeError(HttpStatusCode.Conflict, MockErrorCodes.JobIsTerminal);
    }

    [Fact]
    public async Task A_cancel_that_comes_when_the_time_is_over_is_too_late_even_before_the_next_read()
    {
        var now = new FakeTimeProvider();
        var time = InterceptedTimeProvider.WithTimers(now, (_, _) => { });
        await using var server = await SeedanceMockServer.StartAsync(
            new() { TimeProvider = time, Lifecycle = JobLifecycle.After(TimeSpan.FromSeconds(10)) });
        using var api = new ApiCaller(server);
        var requestId = await api.StartJobAsync();

        now.Advance(TimeSpan.FromSeconds(10));

        (await api.CancelAsync(requestId)).ShouldBeError(HttpStatusCode.Conflict, MockErrorCodes.JobIsTerminal);
    }

    [Fact]
    public async Task A_cancelled_job_keeps_its_charge_and_leaves_no_timer()
    {
        using var time = new VirtualTimeProvider(autoAdvance: false);
        await using var server = await SeedanceMockServer.StartAsync(
            new() { TimeProvider = time, Lifecycle = JobLifecycle.After(TimeSpan.FromSeconds(10)) });
        using var api = new ApiCaller(server);
        var requestId = await api.StartJobAsync();

        await api.CancelAsync(requestId);

        time.PendingTimers.ShouldBe(0);
        server.Ledger.ChargedFor(requestId).ShouldBe(server.GetJob(requestId).CreditsCharged);
    }
}
