using System.Net;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Faults;

public sealed class LatencyTests
{
    private const string Models = "/api/open/v1/models";

    private static readonly TimeSpan Latency = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task No_part_of_a_response_comes_before_its_latency()
    {
        using var clock = new VirtualTimeProvider(autoAdvance: false);
        await using var server = await SeedanceMockServer.StartAsync(new() { TimeProvider = clock, Latency = Latency });
        using var client = await Wire.ConnectAsync(server.BaseAddress, Models);
        await Eventually.IsTrueAsync(() => clock.PendingTimers == 1);

        clock.Advance(Latency - TimeSpan.FromSeconds(1));
        client.Available.ShouldBe(0);
        clock.Advance(TimeSpan.FromSeconds(1));

        await Eventually.IsTrueAsync(() => client.Available > 0);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.OK)]
    [InlineData(1, HttpStatusCode.InternalServerError)]
    public async Task Chaos_comes_on_top_of_a_latency(double rate, HttpStatusCode expected)
    {
        using var clock = new VirtualTimeProvider();
        await using var mock = SeedanceMock.InMemory(new()
        {
            TimeProvider = clock,
            Latency = Latency,
            Chaos = new MockChaos(seed: 1, rate) { Faults = [MockFault.Status(500)] },
        });
        using var api = new ApiCaller(mock);

        (await api.ListModelsAsync()).StatusCode.ShouldBe(expected);

        clock.Elapsed.ShouldBe(Latency);
    }

    [Fact]
    public async Task A_connection_breaks_after_the_latency_too()
    {
        using var clock = new VirtualTimeProvider();
        await using var mock = SeedanceMock.InMemory(new() { TimeProvider = clock, Latency = Latency });
        mock.Given().Respond(MockFault.ConnectionReset());
        using var api = new ApiCaller(mock);

        await Should.ThrowAsync<HttpRequestException>(api.ListModelsAsync);

        clock.Elapsed.ShouldBe(Latency);
    }

    [Theory]
    [InlineData("//")]
    [InlineData("//api/open/v1/models")]
    public async Task A_target_that_begins_with_two_slashes_has_to_wait_as_any_other(string target)
    {
        using var clock = new VirtualTimeProvider();
        await using var server = await SeedanceMockServer.StartAsync(
            new() { TimeProvider = clock, Latency = Latency, IgnoredViolations = [MockViolationKind.UnmatchedRequest] });
        using var http = new HttpClient(server.CreateHandler()) { Timeout = TimeSpan.FromSeconds(30) };

        using var response = await http.GetAsync(new Uri(server.BaseAddress.GetLeftPart(UriPartial.Authority) + target));

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        clock.Elapsed.ShouldBe(Latency);
    }

    [Fact]
    public async Task A_caller_can_leave_before_the_end_of_a_latency()
    {
        using var clock = new VirtualTimeProvider(autoAdvance: false);
        await using var mock = SeedanceMock.InMemory(new() { TimeProvider = clock, Latency = Latency });
        using var http = new HttpClient(mock.CreateHandler()) { BaseAddress = mock.BaseAddress };
        using var impatience = new CancellationTokenSource();
        var asking = http.GetAsync("api/open/v1/models", impatience.Token);
        await Eventually.IsTrueAsync(() => clock.PendingTimers == 1);

        await impatience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asking);
        clock.Advance(Latency);
    }

    [Fact]
    public void A_negative_latency_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => SeedanceMock.InMemory(new() { Latency = -Latency })).ParamName.ShouldBe("Latency");
}
