using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SeedanceGen.Testing.Page.Tests.Browser;

/// <summary>What a person does at the page, in a real browser.</summary>
[Collection(BrowserGroup.Name)]
[Trait("Category", "Slow")]
public sealed class JourneyTests(BrowserFixture browser) : IAsyncLifetime
{
    private SeedanceMockHost _host = null!;
    private WebhookReceiver _receiver = null!;

    public async Task InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _host = await SeedanceMockHost.StartAsync(new()
        {
            Mock = new() { Strict = false, Lifecycle = JobLifecycle.Manually, Balance = 200, Retention = MockRetention.Standalone },
        });
    }

    public async Task DisposeAsync()
    {
        await browser.CloseAsync();
        await _host.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [BrowserFact]
    public async Task A_job_that_the_form_submits_moves_fails_by_a_click_and_calls_its_webhook()
    {
        var page = await OpenAsync();

        await page.Link("Compose").ClickAsync();
        await page.Input("field-prompt").FillAsync("A river through an autumn forest");
        await page.Input("field-webhookUrl").FillAsync(_receiver.Url.AbsoluteUri);
        await page.Button("Send").ClickAsync();
        await page.Locator(".response a").ClickAsync();
        var details = page.Locator(".details");
        await Expect(details.Locator(".course")).ToContainTextAsync("queued");

        await page.Button("Start").ClickAsync();
        await Expect(details.Locator(".course")).ToContainTextAsync("processing");
        await page.Button("Fail").ClickAsync();
        await Expect(details.Locator(".course")).ToContainTextAsync("failed");
        (await _receiver.NextAsync()).Body.ShouldContain("failed");
        await Expect(details).ToContainTextAsync("Delivered");
        await Expect(page.Locator(".state")).ToContainTextAsync("40 spent, 160 left");

        await page.Link("Webhooks").ClickAsync();
        // The details of the job have such a link too, until they are gone.
        await Expect(page.Locator("h1")).ToHaveTextAsync("Webhooks");
        await page.Link("#1").ClickAsync();
        await Expect(page.Locator(".details pre")).ToContainTextAsync("generation_failed");
        await page.Link("Credits").ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("160");
        _host.Server.Jobs.ShouldHaveSingleItem().Status.ShouldBe(GenerationStatus.Failed);
    }

    [BrowserFact]
    public async Task A_job_of_another_program_appears_and_its_video_plays()
    {
        var page = await OpenAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("There is no job yet");
        using var api = new ApiClient(_host.Server.CreateHandler(), _host.BaseAddress, _host.Server.ApiKey);
        var job = await api.StartJobAsync();

        await page.Link(job).ClickAsync();
        await page.Button("Succeed").ClickAsync();

        await page.WaitForFunctionAsync("() => document.querySelector('video')?.readyState >= 1");
        (await page.EvalOnSelectorAsync<double>("video", "video => video.duration")).ShouldBeGreaterThan(0);
        _host.Server.Journal.Of(MockOperation.DownloadVideo).Count.ShouldBe(0, "the page is not a caller");
    }

    [BrowserFact]
    public async Task A_rule_of_the_model_stands_at_its_field_before_anything_is_sent()
    {
        var page = await OpenAsync("compose");
        await Expect(page.Locator("form")).ToContainTextAsync("4 to 15 seconds");
        await page.Input("field-prompt").FillAsync("A river");
        await page.Input("field-duration").FillAsync("17");
        await Expect(page.Locator("form")).ToContainTextAsync("It accepts 4 to 15 seconds.");

        await page.Button("Send").ClickAsync();
        _host.Server.Journal.Count.ShouldBe(0);
        await page.Button("Send it as it is").ClickAsync();
        await Expect(page.Locator(".response")).ToContainTextAsync("400");

        await page.Link("Requests").ClickAsync();
        await page.Link("#1").ClickAsync();
        await Expect(page.Locator(".details")).ToContainTextAsync("RequestViolation");
        await Expect(page.Locator(".details pre")).ToContainTextAsync("17");
    }

    [BrowserFact]
    public async Task A_fault_of_the_form_meets_the_next_request_and_the_clock_goes_forward()
    {
        var page = await OpenAsync("faults");
        await page.ChooseAsync("fault-kind", "rateLimited");
        await page.Input("fault-retryAfterSeconds").FillAsync("7");
        await page.Button("Script the fault").ClickAsync();
        await Expect(page.Locator(".cards")).ToContainTextAsync("429");

        using var api = new ApiClient(_host.Server.CreateHandler(), _host.BaseAddress, _host.Server.ApiKey);
        ((int)(await api.SubmitAsync()).StatusCode).ShouldBe(429);
        await Expect(page.Locator(".cards")).ToContainTextAsync("played 1 time");

        var before = _host.Server.Engine.Clock.Now;
        await page.Locator("[aria-label='Put the clock 1 h forward']").ClickAsync();
        await Expect(page.Locator(".clock time")).Not.ToBeEmptyAsync();
        await WaitAsync(() => _host.Server.Engine.Clock.Now - before >= TimeSpan.FromHours(1));
    }

    [BrowserFact]
    public async Task A_long_list_comes_in_parts_and_is_filtered()
    {
        using var api = new ApiClient(_host.Server.CreateHandler(), _host.BaseAddress, apiKey: null);
        for (var i = 0; i < 45; i++)
            await api.GetAsync($"req_{i}");
        var page = await OpenAsync("requests");
        var rows = page.Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(20);
        await Expect(rows.First).ToContainTextAsync("#45");

        await page.Button("Older").ClickAsync();
        await Expect(rows.First).ToContainTextAsync("#25");
        await page.Button("Older").ClickAsync();
        await Expect(rows).ToHaveCountAsync(5);
        await page.Button("Newest").ClickAsync();
        await page.Input("filter-job").FillAsync("req_7");
        await page.Input("filter-job").PressAsync("Enter");
        await Expect(rows).ToHaveCountAsync(1);
        await page.Input("filter-statusCode").FillAsync("many");
        await page.Input("filter-statusCode").PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("?statusCode: expected a whole number");
    }

    private static async Task WaitAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while (!holds())
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
    }

    private async Task<IPage> OpenAsync(string section = "")
    {
        var page = await browser.OpenAsync();
        await page.GotoAsync(_host.PageAddress!.AbsoluteUri);
        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        if (section.Length > 0)
            await page.Locator($"nav a[href='{section}']").ClickAsync();
        return page;
    }
}
