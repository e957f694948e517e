using System.Net;
using SeedanceGen.Testing.Tests.Support;
using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing.Tests.Service;

/// <summary>A mock that runs for months keeps the newest of everything, and its counts stay exact.</summary>
public sealed class RetentionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_counts_are_exact_when_the_newest_are_kept()
    {
        await using var mock = SeedanceMock.InMemory(new() { Retention = new() { Count = 3 }, Lifecycle = JobLifecycle.Immediately });
        using var api = new ApiCaller(mock);

        for (var round = 0; round < 5; round++)
            await api.GetAsync(await api.StartJobAsync());

        mock.Counts.ShouldBe(new MockCounts(Requests: 10, Jobs: 5, Webhooks: 0, Violations: 0));
        mock.Journal.Entries.Select(entry => entry.Number).ShouldBe([8, 9, 10]);
        mock.Jobs.Select(job => job.RequestId).ShouldBe(["req_0000000003", "req_0000000004", "req_0000000005"]);
        mock.Journal.Count.ShouldBe(10);
        mock.Journal.Of(MockOperation.Get).ShouldHaveCount(5);
        mock.Journal.Entries.ShouldHaveCount(10, 10);
        mock.Ledger.ShouldHaveCharged(200);
        mock.Ledger.Count.ShouldBe(5);
        mock.Ledger.Charges.Count.ShouldBe(3);
        mock.Report().ShouldContain("10 requests, 5 jobs, 200 credits");
        var told = Should.Throw<SeedanceMockException>(mock.Ledger.ShouldHaveChargedOnce).Message;
        told.ShouldContain("there are 5:");
        told.ShouldContain("and 2 older charges");
    }

    [Fact]
    public async Task What_the_journal_no_longer_knows_it_does_not_assert()
    {
        await using var mock = SeedanceMock.InMemory(new() { Retention = new() { Count = 3 }, Lifecycle = JobLifecycle.Manually });
        using var api = new ApiCaller(mock);
        var first = await api.StartJobAsync();
        await api.GetAsync(first);
        await api.GetAsync(first);
        var second = await api.StartJobAsync();

        mock.Journal.ForJob(second).ShouldHaveCount(1);
        Should.Throw<SeedanceMockException>(() => mock.Journal.ForJob(first).ShouldHaveCount(2)).Message.ShouldContain("cannot tell");
        Should.Throw<SeedanceMockException>(() => mock.Journal.Entries.ShouldHaveCount(3)).Message
            .ShouldStartWith("3 requests were expected, and there are 4, of which the mock keeps 3");
    }

    [Fact]
    public async Task Jobs_that_have_ended_are_forgotten_before_those_that_go_on()
    {
        await using var mock = SeedanceMock.InMemory(new() { Retention = new() { Count = 2 }, Lifecycle = JobLifecycle.Manually });
        using var api = new ApiCaller(mock);
        var running = await api.StartJobAsync();
        var ended = await api.StartJobAsync();
        mock.GetJob(ended).Succeed();
        var newest = await api.StartJobAsync();

        (await api.GetAsync(ended)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.StatusAsync(running)).ShouldBe("queued");

        await api.StartJobAsync();

        (await api.GetAsync(running)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.StatusAsync(newest)).ShouldBe("queued");
    }

    [Fact]
    public async Task A_fixed_job_is_never_forgotten()
    {
        await using var mock = SeedanceMock.InMemory(new()
        {
            Retention = new() { Count = 1 },
            Lifecycle = JobLifecycle.Immediately,
            Jobs = ExistingJob.Examples,
        });
        using var api = new ApiCaller(mock);

        for (var round = 0; round < 3; round++)
            await api.StartJobAsync();

        mock.Jobs.Select(job => job.RequestId).ShouldBe(["req_1234567890", "req_0000000003"]);
        mock.Counts.Jobs.ShouldBe(4);
    }

    [Fact]
    public async Task A_job_that_is_too_old_is_forgotten_when_the_next_comes()
    {
        using var clock = new VirtualTimeProvider(Now, autoAdvance: false);
        await using var mock = SeedanceMock.InMemory(new()
        {
            TimeProvider = clock,
            Retention = new() { Age = TimeSpan.FromHours(1) },
            Lifecycle = JobLifecycle.Immediately,
        });
        using var api = new ApiCaller(mock);
        await api.StartJobAsync();
        clock.Advance(TimeSpan.FromMinutes(61));
        mock.Journal.Entries.Count.ShouldBe(1);

        var newest = await api.StartJobAsync();

        mock.Journal.Entries.ShouldHaveSingleItem().RequestId.ShouldBe(newest);
        mock.Jobs.ShouldHaveSingleItem().RequestId.ShouldBe(newest);
        mock.Ledger.Charges.ShouldHaveSingleItem().RequestId.ShouldBe(newest);
        mock.Ledger.TotalCharged.ShouldBe(80);
    }

    [Fact]
    public async Task Bodies_take_no_more_bytes_than_they_may()
    {
        await using var mock = SeedanceMock.InMemory(new() { Retention = new() { Bytes = 10_000 }, Lifecycle = JobLifecycle.Immediately });
        using var api = new ApiCaller(mock);

        for (var round = 0; round < 5; round++)
            await api.SubmitAsync($$"""{"model":"seedance-2.0","prompt":"{{new string('x', 4000)}}"}""");
        mock.Journal.Entries.Count.ShouldBe(2);
        mock.Jobs.Count.ShouldBe(2);
        await api.SubmitAsync($$"""{"model":"seedance-2.0","prompt":"{{new string('x', 40_000)}}"}""");

        mock.Journal.Entries.ShouldHaveSingleItem().Body.Length.ShouldBeGreaterThan(40_000);
    }

    [Fact]
    public async Task The_requests_that_a_violation_speaks_of_are_kept()
    {
        await using var mock = SeedanceMock.InMemory(new() { Strict = false, Retention = new() { Count = 2 } });
        using var api = new ApiCaller(mock);
        await api.SubmitAsync("""{"model":"seedance-2.0"}""");
        for (var round = 0; round < 4; round++)
            await api.ListModelsAsync();

        mock.Violations.ShouldHaveSingleItem().Requests.ShouldBe([1]);
        mock.Journal.Entries.Select(entry => entry.Number).ShouldBe([1, 4, 5]);
        mock.Journal.Entries.ShouldHaveCount(5);
    }

    [Fact]
    public async Task A_submission_that_was_lost_long_ago_is_found_when_it_is_repeated()
    {
        await using var mock = SeedanceMock.InMemory(new()
        {
            Strict = false,
            Retention = new() { Count = 2 },
            Lifecycle = JobLifecycle.Immediately,
        });
        using var api = new ApiCaller(mock);
        mock.Given(MockOperation.Submit).Respond(MockFault.Status(500).AfterProcessing());
        await api.SubmitAsync();
        for (var round = 0; round < 4; round++)
            await api.SubmitAsync("""{"model":"seedance-2.0","prompt":"Another"}""");

        await api.SubmitAsync("""{ "prompt": "A river", "model": "seedance-2.0" }""");

        var violation = mock.Violations.ShouldHaveSingleItem();
        violation.Kind.ShouldBe(MockViolationKind.DoubleCharge);
        violation.Requests.ShouldBe([1, 6]);
        mock.Journal.Entries.Select(entry => entry.Number).ShouldBe([1, 5, 6]);
    }

    [Fact]
    public async Task Violations_and_webhooks_have_a_bound_and_exact_counts()
    {
        await using var mock = SeedanceMock.InMemory(new()
        {
            Strict = false,
            Retention = new() { Count = 2 },
            Lifecycle = JobLifecycle.Immediately,
        });
        using var api = new ApiCaller(mock);
        for (var round = 0; round < 4; round++)
        {
            await api.StartJobAsync(Requests.WithWebhook("https://your-app.com/hook"));
            await api.SendAsync(HttpMethod.Get, "nowhere");
        }

        mock.Violations.Count.ShouldBe(2);
        mock.Webhooks.Count.ShouldBe(2);
        mock.Counts.ShouldBe(new MockCounts(Requests: 8, Jobs: 4, Webhooks: 4, Violations: 4));
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    public void A_bound_of_nothing_is_rejected(int count, int seconds, int bytes)
    {
        var retention = new MockRetention { Count = count, Age = TimeSpan.FromSeconds(seconds), Bytes = bytes };

        Should.Throw<ArgumentOutOfRangeException>(() => SeedanceMock.InMemory(new() { Retention = retention }));
    }

    [Fact]
    public void A_list_with_a_bound_forgets_its_oldest_items_across_blocks()
    {
        var forgotten = new List<int>();
        var list = new AppendList<int>(new MockRetention { Count = 700 }, _ => (Now, 0)) { Forgotten = forgotten.Add };
        for (var i = 0; i < 5000; i++)
            list.Add(i);

        list.ShouldBe(Enumerable.Range(4300, 700));
        list.ToArray().ShouldBe(Enumerable.Range(4300, 700));
        forgotten.ShouldBe(Enumerable.Range(0, 4300));
        list.Total.ShouldBe(5000);
    }
}
