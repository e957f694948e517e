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

    public static TheoryData<string, string, string> Limited => new()
    {
        { "limit", "maximum", "limit is 500, but the API accepts 1 to 100: set an accepted value." },
        { "tag", "maxItems", "tag has 4 values, but the API accepts at most 3 different values, each at least 2 characters: remove some." },
        { "tag[1]", "minLength", "tag[1] is b, but the API accepts at least 2 characters: set an accepted value." },
        {
            "tag[1]", "uniqueItems",
            "tag[1] repeats aa, but the API accepts at most 3 different values, each at least 2 characters: remove it."
        },
        { "ids[0]", "enum", "ids[0] is 3, but the API accepts 1, 2 or 4: set an accepted value." },
        { "X-Trace-Id", "pattern", "X-Trace-Id is 9, but the API accepts a text that matches ^[a-z]\\S*$: set an accepted value." },
        { "id", "minimum", "id is 0, but the API accepts 1 or more: set an accepted value." },
    };

    [Theory]
    [MemberData(nameof(Limited))]
    public async Task A_parameter_that_breaks_a_limit_is_named_and_nothing_is_sent(string field, string rule, string message)
    {
        var service = new StubService(StubService.Json(Quota));
        await using var client = service.CreateClient();
        using var bytes = new MemoryStream([1]);

        var error = await Should.ThrowAsync<SeedanceValidationException>(() => (field, rule) switch
        {
            ("limit", _) => client.Api.ListJobsAsync(limit: 500),
            (_, "maxItems") => client.Api.GetQuotaAsync(Window.Day, precise: true, tag: ["aa", "bb", "cc", "dd"]),
            (_, "minLength") => client.Api.GetQuotaAsync(Window.Day, precise: true, tag: ["aa", "b"]),
            (_, "uniqueItems") => client.Api.GetQuotaWithResponseAsync(Window.Day, precise: true, tag: ["aa", "aa"]),
            (_, "enum") => client.Api.GetQuotaAsync(Window.Day, precise: true, ids: [3]),
            (_, "pattern") => client.Api.GetQuotaAsync(Window.Day, precise: true, xTraceId: "9"),
            _ => client.Api.PutBlobAsync(0, bytes),
        });

        var violation = error.Violations.ShouldHaveSingleItem();
        (violation.Field, violation.Rule, violation.Message).ShouldBe((field, rule, message));
        service.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_parameter_that_breaks_a_limit_is_named()
    {
        var service = new StubService(StubService.Json(Quota));
        await using var client = service.CreateClient();

        var error = await Should.ThrowAsync<SeedanceValidationException>(
            () => client.Api.GetQuotaAsync(Window.Day, precise: true, tag: ["a"], ids: [3], xTraceId: "9"));

        error.Violations.Select(violation => violation.Field).ShouldBe(["tag[0]", "ids[0]", "X-Trace-Id"]);
        service.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task A_parameter_at_its_limit_is_sent(int limit)
    {
        var service = new StubService(StubService.Json("""{"data":[]}"""));
        await using var client = service.CreateClient();

        await client.Api.ListJobsAsync(limit: limit);

        service.Last.Target.ShouldBe($"/v1/jobs?limit={limit}");
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
