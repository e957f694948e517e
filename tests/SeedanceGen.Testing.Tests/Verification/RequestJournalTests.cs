using Microsoft.Extensions.Time.Testing;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Verification;

public sealed class RequestJournalTests
{
    [Fact]
    public async Task Every_request_is_there_in_order_with_operation_job_and_time()
    {
        var time = new FakeTimeProvider();
        var start = time.GetUtcNow();
        await using var server = await SeedanceMockServer.StartAsync(
            new() { TimeProvider = time, IgnoredViolations = [MockViolationKind.UnmatchedRequest] });
        using var api = new ApiCaller(server);

        var requestId = await api.StartJobAsync();
        time.Advance(TimeSpan.FromSeconds(5));
        await api.GetAsync(requestId);
        time.Advance(TimeSpan.FromSeconds(5));
        await api.CancelAsync(requestId);
        await api.ListModelsAsync();
        await api.SendAsync(HttpMethod.Get, "favicon.ico?x=1");

        var entries = server.Journal.Entries;
        entries.Select(entry => entry.Number).ShouldBe([1, 2, 3, 4, 5]);
        entries.Select(entry => entry.OperationId)
            .ShouldBe(["submitVideoGeneration", "getVideoGeneration", "cancelVideoGeneration", "listModels", null]);
        entries.Select(entry => entry.RequestId).ShouldBe([requestId, requestId, requestId, null, null]);
        entries.Select(entry => entry.StatusCode).ShouldBe([200, 200, 200, 200, 404]);
        entries.Select(entry => (entry.Timestamp - start).TotalSeconds).ShouldBe([0, 5, 10, 10, 10]);
        entries.Select(entry => entry.Method).ShouldBe(["POST", "GET", "POST", "GET", "GET"]);
        entries[0].Path.ShouldBe("/api/open/v1/video/generations");
        entries[0].Body.ShouldBe(Requests.Simple);
        entries[1].Body.ShouldBeEmpty();
        entries[4].Path.ShouldBe("/favicon.ico?x=1");
        entries.ShouldAllBe(entry => entry.HasAuthorization && !entry.KeyLeaked);
        entries[1].ToString().ShouldBe($"#2 00:00:05.000 GET /api/open/v1/video/generations/{requestId} → 200 queued");
    }

    [Fact]
    public async Task Requests_are_found_by_job_and_by_operation()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var api = new ApiCaller(server);
        var first = await api.StartJobAsync();
        var second = await api.StartJobAsync();
        await api.GetAsync(second);
        await api.GetAsync(first);
        await api.GetAsync(first);

        server.Journal.ForJob(first).Select(entry => entry.Number).ShouldBe([1, 4, 5]);
        server.Journal.ForOperation("getVideoGeneration").Select(entry => entry.Number).ShouldBe([3, 4, 5]);
    }

    [Fact]
    public async Task Refused_requests_are_recorded_too()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { IgnoredViolations = [MockViolationKind.RequestViolation] });
        using var stranger = new ApiCaller(server, apiKey: null);
        using var api = new ApiCaller(server);

        await stranger.GetAsync("req_1");
        await api.SubmitAsync("{");

        var entries = server.Journal.Entries;
        entries.Select(entry => entry.StatusCode).ShouldBe([401, 400]);
        entries[0].HasAuthorization.ShouldBeFalse();
        entries[1].Body.ShouldBe("{");
        entries[1].RequestId.ShouldBeNull();
    }

    [Fact]
    public async Task The_journal_stays_readable_when_the_server_has_stopped()
    {
        var server = await SeedanceMockServer.StartAsync();
        using var api = new ApiCaller(server);
        await api.ListModelsAsync();

        await server.DisposeAsync();

        server.Journal.Entries.Count.ShouldBe(1);
    }
}
