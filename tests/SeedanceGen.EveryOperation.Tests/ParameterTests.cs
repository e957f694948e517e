using SeedanceGen.EveryOperation.Tests.Support;

namespace SeedanceGen.EveryOperation.Tests;

/// <summary>Values of parameters on the wire; an absent one is left out.</summary>
public sealed class ParameterTests
{
    private const string Quota = """{"left":3}""";

    [Fact]
    public async Task Only_the_required_parameters_are_sent_when_no_other_has_a_value()
    {
        var service = new StubService(StubService.Json(Quota));
        await using var client = service.CreateClient();

        (await client.Api.GetQuotaAsync(Window.Month, precise: false)).Left.ShouldBe(3);

        service.Last.Target.ShouldBe("/v1/quota/month?precise=false");
        service.Last.Headers.Keys.ShouldNotContain("X-Trace-Id");
        service.Last.Headers["Authorization"].ShouldBe("Bearer sd2_live_test_key");
    }

    [Fact]
    public async Task Each_kind_of_value_has_the_form_that_the_description_gives_it()
    {
        var service = new StubService(StubService.Json(Quota));
        await using var client = service.CreateClient();

        await client.Api.GetQuotaAsync(
            new Window("next week/1"),
            precise: true,
            since: new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.FromHours(2)),
            day: new DateOnly(2026, 11, 28),
            tag: ["a b", "c&d"],
            ids: [1, 2],
            pipes: ["x", "y|z"],
            states: [GenerationStatus.Queued, GenerationStatus.Failed],
            filter: new QuotaFilter { Owner = "me", Size = 2 },
            optionsParameter: "o",
            xTraceId: "t-1",
            xParts: [3, 4]);

        service.Last.Target.ShouldBe(
            "/v1/quota/next%20week%2F1?precise=true&since=2026-11-28T10%3A00%3A00Z&day=2026-11-28&tag=a%20b&tag=c%26d"
            + "&ids=1,2&pipes=x%7Cy%7Cz&states=queued&states=failed&filter[owner]=me&filter[size]=2&options=o");
        service.Last.Headers["X-Trace-Id"].ShouldBe("t-1");
        service.Last.Headers["X-Parts"].ShouldBe("3,4");
    }

    [Fact]
    public async Task An_empty_list_is_left_out()
    {
        var service = new StubService(StubService.Json(Quota));
        await using var client = service.CreateClient();

        await client.Api.GetQuotaAsync(Window.Day, precise: true, tag: [], ids: [], xParts: []);

        service.Last.Target.ShouldBe("/v1/quota/day?precise=true");
        service.Last.Headers.Keys.ShouldNotContain("X-Parts");
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    public async Task A_value_that_would_change_the_path_is_not_sent(string id)
    {
        var service = new StubService(StubService.Json(Requests.Job("queued")));
        await using var client = service.CreateClient();

        await Should.ThrowAsync<ArgumentException>(async () => await client.Api.GetVideoGenerationAsync(id));
        service.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_value_cannot_add_a_header_of_its_own()
    {
        var service = new StubService(StubService.Json(Quota));
        await using var client = service.CreateClient();

        await Should.ThrowAsync<ArgumentException>(
            async () => await client.Api.GetQuotaAsync(Window.Day, precise: true, xTraceId: "a\r\nX-Evil: 1"));
        service.Seen.ShouldBeEmpty();
    }
}
