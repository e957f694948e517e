using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Faults;

public sealed class ChaosTests
{
    private const int Requests = 200;

    private static readonly MockFault[] Responses = [MockFault.Status(500), MockFault.Status(503), MockFault.HtmlPage()];

    [Fact]
    public async Task The_same_seed_makes_the_same_faults_and_another_makes_others()
    {
        var first = await RunAsync(new MockChaos(42, 0.2) { Faults = Responses }, parallel: false);
        var second = await RunAsync(new MockChaos(42, 0.2) { Faults = Responses }, parallel: false);
        var other = await RunAsync(new MockChaos(43, 0.2) { Faults = Responses }, parallel: false);

        second.ShouldBe(first);
        other.ShouldNotBe(first);
    }

    [Fact]
    public async Task The_faults_do_not_depend_on_the_order_of_threads()
    {
        var alone = await RunAsync(new MockChaos(42, 0.2) { Faults = Responses }, parallel: false);
        var together = await RunAsync(new MockChaos(42, 0.2) { Faults = Responses }, parallel: true);

        together.Order(StringComparer.Ordinal).ShouldBe(alone.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.2, 20, 60)]
    [InlineData(1, Requests, Requests)]
    public async Task The_rate_is_about_what_was_asked_for(double rate, int least, int most)
    {
        var outcomes = await RunAsync(new MockChaos(7, rate) { Faults = Responses }, parallel: false);

        outcomes.Count(outcome => !outcome.EndsWith("200", StringComparison.Ordinal)).ShouldBeInRange(least, most);
        outcomes.Where(outcome => !outcome.EndsWith("200", StringComparison.Ordinal)).Select(outcome => outcome[^3..]).Distinct().Count()
            .ShouldBe(rate > 0 ? Responses.Length : 0);
    }

    [Fact]
    public async Task A_request_that_comes_again_can_fare_otherwise()
    {
        await using var mock = SeedanceMock.InMemory(new() { Chaos = new MockChaos(1, 0.5) { Faults = Responses } });
        using var api = new ApiCaller(mock);
        var statuses = new List<int>();
        for (var i = 0; i < 30; i++)
            statuses.Add((int)(await api.ListModelsAsync()).StatusCode);

        statuses.ShouldContain(200);
        statuses.ShouldContain(status => status != 200);
    }

    [Fact]
    public async Task Chaos_can_be_kept_to_operations()
    {
        await using var mock = SeedanceMock.InMemory(
            new() { Chaos = new MockChaos(1, 1) { Faults = Responses, Operations = [MockOperation.Get] } });
        using var api = new ApiCaller(mock);

        var job = await api.StartJobAsync();

        ((int)(await api.GetAsync(job)).StatusCode).ShouldBeGreaterThanOrEqualTo(500);
    }

    [Fact]
    public async Task A_failing_mock_prints_how_to_repeat_it()
    {
        var mock = SeedanceMock.InMemory(new() { Chaos = new MockChaos(seed: 42, rate: 1) { Faults = Responses } });
        using var api = new ApiCaller(mock);
        await api.ListModelsAsync();
        mock.Given(MockOperation.Submit).Respond(MockFault.NoContent());
        const string Repro =
            "1 of 1 requests failed by chaos; to repeat: new SeedanceMockOptions { Chaos = new MockChaos(seed: 42, rate: 1) "
            + "{ Faults = [MockFault.Status(500), MockFault.Status(503), MockFault.HtmlPage(502)] } }";

        mock.ChaosDescription.ShouldBe(Repro);
        (await Should.ThrowAsync<SeedanceMockException>(() => mock.DisposeAsync().AsTask())).Message.ShouldContain(Repro);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_rate_is_from_0_to_1(double rate) => Should.Throw<ArgumentOutOfRangeException>(() => new MockChaos(1, rate));

    private static async Task<string[]> RunAsync(MockChaos chaos, bool parallel)
    {
        await using var mock = SeedanceMock.InMemory(new() { Chaos = chaos, IgnoredViolations = [.. Enum.GetValues<MockViolationKind>()] });
        using var api = new ApiCaller(mock);
        var calls = Enumerable.Range(0, Requests)
            .Select(i => (Func<Task<WireResponse>>)(() => api.SubmitAsync($$"""{"model":"seedance-2.0","prompt":"River {{i}}"}""")));
        if (parallel)
            await Task.WhenAll(calls.Select(call => Task.Run(call)));
        else
            foreach (var call in calls)
                await call();

        return [.. mock.Journal.Entries.Select(entry => $"{entry.Body} {entry.StatusCode}")];
    }
}
