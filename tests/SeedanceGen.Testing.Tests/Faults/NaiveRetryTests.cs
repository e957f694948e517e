using System.Text;

namespace SeedanceGen.Testing.Tests.Faults;

/// <summary>
/// Faults, ledger and the detector of double charges together, on both transports: a caller that submits again because the first response
/// did not arrive is charged twice, and the test fails.
/// </summary>
public sealed class NaiveRetryTests
{
    /// <summary>
    /// A fault after which the caller has the whole response loses nothing: it is left out here, and has its rows in the test of a
    /// complete response.
    /// </summary>
    private static readonly MockFault[] Losing =
    [
        .. MockFault.Catalogue.Where(
            fault => fault.IsProcessed && fault.Name is not "connection reset after the body" and not "connection closed after the body"
            && !fault.Name.StartsWith("body takes", StringComparison.Ordinal)),
        MockFault.SlowBody(TimeSpan.FromHours(1)),
        MockFault.Status(503).AfterProcessing(),
        MockFault.HtmlPage().AfterProcessing(),
        MockFault.NoContent().AfterProcessing(),
    ];

    public static TheoryData<string, bool> Cells
    {
        get
        {
            var cells = new TheoryData<string, bool>();
            foreach (var fault in Losing)
            {
                cells.Add(fault.ToString(), true);
                cells.Add(fault.ToString(), false);
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_submission_that_is_repeated_after_a_lost_response_is_a_double_charge(string name, bool onSocket)
    {
        using var clock = new VirtualTimeProvider();
        var mock = await StartAsync(onSocket, clock);
        using var http = Caller(mock);
        mock.Given(MockOperation.Submit).Respond(Losing.First(fault => fault.ToString() == name));

        await SubmitAsync(http, clock);
        await Eventually.IsTrueAsync(() => mock.Journal.Entries[0].Delivery >= ResponseDelivery.Replaced);
        await SubmitAsync(http, clock);

        mock.Violations.ShouldHaveSingleItem().Kind.ShouldBe(MockViolationKind.DoubleCharge);
        mock.Ledger.ShouldHaveCharged(80);
        (await Should.ThrowAsync<SeedanceMockException>(() => mock.DisposeAsync().AsTask())).Message.ShouldContain("req_0000000002");
    }

    [Theory]
    [InlineData("connection reset", true)]
    [InlineData("connection reset", false)]
    [InlineData("connection closed", true)]
    [InlineData("connection closed", false)]
    [InlineData("body takes", true)]
    [InlineData("body takes", false)]
    public async Task A_second_job_after_a_complete_response_is_no_double_charge(string how, bool onSocket)
    {
        using var clock = new VirtualTimeProvider();
        await using var mock = await StartAsync(onSocket, clock);
        using var http = Caller(mock);
        mock.Given(MockOperation.Submit).Respond(
            MockFault.Catalogue.Single(fault => fault.IsProcessed && fault.Name.StartsWith(how, StringComparison.Ordinal)
                && !fault.Name.Contains("inside") && !fault.Name.Contains("before")));

        for (var job = 0; job < 2; job++)
        {
            using var content = new StringContent(Requests.Simple, Encoding.UTF8, "application/json");
            (await http.PostAsync("api/open/v1/video/generations", content)).EnsureSuccessStatusCode();
        }

        mock.Journal.Entries.Select(entry => entry.Delivery).ShouldBe([ResponseDelivery.Delivered, ResponseDelivery.Delivered]);
        mock.Ledger.ShouldHaveCharged(80);
    }

    [Fact]
    public async Task Chaos_alone_does_not_fail_a_strict_test_whose_client_repeats_no_submission()
    {
        using var clock = new VirtualTimeProvider();
        await using var mock = SeedanceMock.InMemory(new() { TimeProvider = clock, Chaos = new MockChaos(seed: 42, rate: 0.5) });
        await using var client = mock.CreateClient(options => options.AttemptTimeout = TimeSpan.FromSeconds(60));

        for (var i = 0; i < 40; i++)
            await Record.ExceptionAsync(() => client.SubmitAsync(VideoRequest.Seedance20("River " + i).Build()));

        mock.Journal.Entries.Where(entry => entry.Fault is not null).Count.ShouldBeGreaterThan(10);
        mock.Jobs.Select(job => job.Request.Prompt).ShouldBeUnique();
    }

    private static async Task<SeedanceMock> StartAsync(bool onSocket, VirtualTimeProvider clock)
    {
        var options = new SeedanceMockOptions { TimeProvider = clock };
        return onSocket ? await SeedanceMockServer.StartAsync(options) : SeedanceMock.InMemory(options);
    }

    private static HttpClient Caller(SeedanceMock mock)
    {
        var http = new HttpClient(mock.CreateHandler()) { BaseAddress = mock.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new("Bearer", mock.ApiKey);
        return http;
    }

    /// <summary>One attempt of a caller that waits for a minute and repeats after any failure.</summary>
    private static async Task SubmitAsync(HttpClient http, VirtualTimeProvider clock)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), clock);
        using var content = new StringContent(Requests.Simple, Encoding.UTF8, "application/json");
        await Record.ExceptionAsync(async () =>
        {
            using var response = await http.PostAsync("api/open/v1/video/generations", content, patience.Token);
        });
    }
}
