using SeedanceGen.EveryOperation.Tests.Support;

namespace SeedanceGen.EveryOperation.Tests;

/// <summary>A list that pages is read item by item.</summary>
public sealed class PagingTests
{
    [Fact]
    public async Task The_items_of_all_pages_come_in_their_order_with_the_same_filter()
    {
        var service = new StubService(
            StubService.Json("""{"data":[{"jobId":"a","state":"queued"}],"nextCursor":"c 2"}"""),
            StubService.Json("""{"data":[],"nextCursor":"c3"}"""),
            StubService.Json("""{"data":[{"jobId":"b","state":"queued"},{"jobId":"c","state":"queued"}]}"""));
        await using var client = service.CreateClient();

        var ids = new List<string>();
        await foreach (var job in client.Api.ListJobsItemsAsync(GenerationStatus.Queued, limit: 2))
            ids.Add(job.JobId);

        ids.ShouldBe(["a", "b", "c"]);
        service.Seen.Select(seen => seen.Target).ShouldBe(
            ["/v1/jobs?status=queued&limit=2", "/v1/jobs?status=queued&limit=2&cursor=c%202", "/v1/jobs?status=queued&limit=2&cursor=c3"]);
    }

    [Fact]
    public async Task A_page_is_read_only_when_its_items_are_asked_for_and_the_same_cursor_ends_the_list()
    {
        var service = new StubService(StubService.Json("""{"data":[{"jobId":"a","state":"queued"}],"nextCursor":"x"}"""));
        await using var client = service.CreateClient();

        await foreach (var job in client.Api.ListJobsItemsAsync())
        {
            service.Seen.Count.ShouldBe(1);
            break;
        }

        var count = 0;
        await foreach (var job in client.Api.ListJobsItemsAsync(cursor: "x"))
            count++;
        count.ShouldBe(1, "the service names the page that was just read as the next one");
    }

    [Fact]
    public async Task Cancellation_ends_the_enumeration()
    {
        var service = new StubService(StubService.Json("""{"data":[{"jobId":"a","state":"queued"}],"nextCursor":"x"}"""));
        await using var client = service.CreateClient();
        using var stop = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var job in client.Api.ListJobsItemsAsync(cancellationToken: stop.Token))
                await stop.CancelAsync();
        });
    }
}
