using Microsoft.Extensions.Time.Testing;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Verification;

public sealed class JournalAssertionTests
{
    private readonly Exchange.EventOrder _order = new();

    [Fact]
    public async Task Count_and_order_are_checked_and_the_entries_listed()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { TimeProvider = new FakeTimeProvider() });
        using var api = new ApiCaller(server);
        var requestId = await api.StartJobAsync();
        await api.GetAsync(requestId);

        server.Journal.Entries.ShouldHaveCount(2).ShouldHaveCount(1, 2).ShouldBeInOrder(MockOperation.Submit, MockOperation.Get);
        server.Journal.Of(MockOperation.Cancel).ShouldHaveCount(0);

        Should.Throw<SeedanceMockException>(() => server.Journal.Of(MockOperation.Get).ShouldHaveCount(3)).Message.ReplaceLineEndings("\n")
            .ShouldBe($"3 requests were expected, and there are 1:\n"
                + $"  #2 00:00:00.000 GET /api/open/v1/video/generations/{requestId} → 200 queued");
        Should.Throw<SeedanceMockException>(() => server.Journal.Entries.ShouldHaveCount(3, 4));
        Should.Throw<ArgumentOutOfRangeException>(() => server.Journal.Entries.ShouldHaveCount(2, 1)).ParamName.ShouldBe("atLeast");
        Should.Throw<SeedanceMockException>(() => server.Journal.Entries.ShouldBeInOrder(MockOperation.Get, MockOperation.Submit)).Message
            .ShouldStartWith(
                "The order getVideoGeneration, submitVideoGeneration was expected, and it is submitVideoGeneration, getVideoGeneration:");
        Should.Throw<SeedanceMockException>(() => server.Journal.Of(MockOperation.Cancel).ShouldBeInOrder(MockOperation.Cancel)).Message
            .ShouldBe("The order cancelVideoGeneration was expected, and it is empty.");
    }

    [Fact]
    public async Task Polls_that_come_too_close_are_found_for_each_job_on_its_own()
    {
        var time = new FakeTimeProvider();
        await using var server = await SeedanceMockServer.StartAsync(new() { TimeProvider = time, Lifecycle = JobLifecycle.Manually });
        using var api = new ApiCaller(server);
        var (one, other) = (await api.StartJobAsync(), await api.StartJobAsync());
        foreach (var requestId in new[] { one, other, one, other })
        {
            await api.GetAsync(requestId);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        server.Journal.Of(MockOperation.Get).ShouldBeSpacedBy(TimeSpan.FromSeconds(2));

        Should.Throw<SeedanceMockException>(() => server.Journal.Of(MockOperation.Get).ShouldBeSpacedBy(TimeSpan.FromSeconds(2.1))).Message
            .ShouldStartWith("At least 00:00:02.1000000 was expected from one request to the next, and #5 came 00:00:02 after #3");
    }

    [Theory]
    [InlineData(4, true, false)]
    [InlineData(4, false, false)]
    [InlineData(5, true, true)]
    public void A_request_before_the_time_that_was_asked_for_is_found(int seconds, bool isByFault, bool isHonoured)
    {
        var time = new FakeTimeProvider();
        var journal = new RequestJournal();
        var asking = Record(journal, time, retryAfter: TimeSpan.FromSeconds(5));
        if (isByFault)
            asking.Replace("status 429");
        asking.Deliver();
        time.Advance(TimeSpan.FromSeconds(seconds));
        Record(journal, time).Deliver();

        if (isHonoured)
            journal.Entries.ShouldHonourRetryAfter();
        else
            Should.Throw<SeedanceMockException>(() => journal.Entries.ShouldHonourRetryAfter()).Message
                .ShouldStartWith("#1 asked to wait for 00:00:05, and #2 came 00:00:04 after it:");
    }

    [Fact]
    public void A_request_that_was_under_way_before_it_was_asked_to_wait_counts_for_nothing()
    {
        var (journal, time) = (new RequestJournal(), new FakeTimeProvider());
        var asking = Record(journal, time, retryAfter: TimeSpan.FromSeconds(5));
        Record(journal, time).Deliver();
        asking.Deliver();

        journal.Entries.ShouldHonourRetryAfter();
    }

    [Fact]
    public async Task A_poll_after_the_end_was_told_is_found()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        using var api = new ApiCaller(server);
        var (stopped, went) = (await api.StartJobAsync(), await api.StartJobAsync());
        await api.GetAsync(stopped);
        await api.GetAsync(went);

        server.Journal.Entries.ShouldStopAtTerminal();
        await api.GetAsync(went);

        server.Journal.ForJob(stopped).ShouldStopAtTerminal();
        Should.Throw<SeedanceMockException>(() => server.Journal.Entries.ShouldStopAtTerminal()).Message
            .ShouldStartWith($"Nothing more was expected about {went} once #4 had told that it was succeeded, and #5 came:");
    }

    [Fact]
    public void An_end_that_the_caller_never_heard_of_is_read_again_rightly()
    {
        var (journal, time) = (new RequestJournal(), new FakeTimeProvider());
        Record(journal, time, status: GenerationStatus.Succeeded).Lose("connection reset");
        Record(journal, time, status: GenerationStatus.Succeeded).Deliver();

        journal.Entries.ShouldStopAtTerminal();
        journal.Entries[0].ToString().ShouldContain("response lost: connection reset");
        journal.Entries[0].Delivery.ShouldBe(ResponseDelivery.Lost);
        journal.Entries[1].Delivery.ShouldBe(ResponseDelivery.Delivered);
    }

    [Fact]
    public async Task The_download_of_the_video_is_no_poll()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        using var api = new ApiCaller(server);
        using var storage = new HttpClient();
        await storage.GetByteArrayAsync((await api.GetAsync(await api.StartJobAsync())).OutputUrl);

        server.Journal.Entries.ShouldStopAtTerminal().ShouldBeInOrder(MockOperation.Submit, MockOperation.Get, MockOperation.DownloadVideo);
    }

    private Exchange Record(RequestJournal journal, TimeProvider time, TimeSpan? retryAfter = null, GenerationStatus? status = null)
    {
        var exchange = new Exchange(_order, time.GetUtcNow());
        journal.Record(number => new JournalEntry(default, text => text)
        {
            Number = number,
            Timestamp = time.GetUtcNow(),
            OperationId = MockOperation.Get.Id,
            RequestId = "req_1",
            Method = "GET",
            Path = "/",
            StatusCode = 200,
            JobStatus = status,
            RetryAfter = retryAfter,
            HasAuthorization = true,
            KeyLeaked = false,
            Exchange = exchange,
        });
        return exchange;
    }
}
