using System.Net;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Service;

[Trait("Category", "Slow")]
public sealed class ParallelTests
{
    private const int Callers = 16;
    private const int Jobs = 25;

    [Fact]
    public async Task Parallel_polls_at_a_transition_see_it_exactly_once()
    {
        await using var server = await SeedanceMockServer.StartAsync(
            new() { TimeProvider = HesitantTime.Create(), Lifecycle = JobLifecycle.AfterPolls(Callers - 1) });
        using var api = new ApiCaller(server);
        for (var job = 0; job < Jobs; job++)
        {
            var requestId = await api.StartJobAsync();

            var seen = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => api.StatusAsync(requestId))));

            seen.Count(status => status == "queued").ShouldBe(7);
            seen.Count(status => status == "processing").ShouldBe(8);
            seen.Count(status => status == "succeeded").ShouldBe(1);
            server.GetJob(requestId).Transitions.Count.ShouldBe(3);
        }
    }

    [Fact]
    public async Task Of_parallel_cancels_one_wins()
    {
        await using var server = await SeedanceMockServer.StartAsync(
            new() { TimeProvider = HesitantTime.Create(), Lifecycle = JobLifecycle.Manually });
        using var api = new ApiCaller(server);
        for (var job = 0; job < Jobs; job++)
        {
            var requestId = await api.StartJobAsync();

            var responses = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => api.CancelAsync(requestId))));

            responses.Count(response => response.StatusCode == HttpStatusCode.OK).ShouldBe(1);
            responses.Count(response => response.StatusCode == HttpStatusCode.Conflict).ShouldBe(Callers - 1);
        }
    }

    [Fact]
    public async Task A_cancel_and_the_poll_that_ends_the_job_have_one_winner()
    {
        await using var server = await SeedanceMockServer.StartAsync(
            new() { TimeProvider = HesitantTime.Create(), Lifecycle = JobLifecycle.AfterPolls(0) });
        using var api = new ApiCaller(server);
        for (var job = 0; job < Jobs; job++)
        {
            var requestId = await api.StartJobAsync();

            var poll = Task.Run(() => api.StatusAsync(requestId));
            var cancel = await Task.Run(() => api.CancelAsync(requestId));

            var cancelled = cancel.StatusCode == HttpStatusCode.OK;
            (await poll).ShouldBe(cancelled ? "cancelled" : "succeeded");
            server.GetJob(requestId).Status.ShouldBe(cancelled ? GenerationStatus.Cancelled : GenerationStatus.Succeeded);
        }
    }

    [Fact]
    public async Task Parallel_submissions_get_ids_and_charges_of_their_own()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Price = _ => 3 });
        using var api = new ApiCaller(server);

        var ids = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => api.StartJobAsync())));

        ids.Distinct().Count().ShouldBe(100);
        server.Ledger.TotalCharged.ShouldBe(300);
        server.Jobs.Select(job => job.RequestId).ShouldBe(ids.Order(StringComparer.Ordinal));
        server.Journal.Entries.Select(entry => entry.Number).ShouldBe(Enumerable.Range(1, 100));
    }
}
