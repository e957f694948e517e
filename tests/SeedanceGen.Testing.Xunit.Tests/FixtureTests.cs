using System.Net;
using System.Net.Sockets;
using Xunit.Abstractions;

namespace SeedanceGen.Testing.Xunit.Tests;

public sealed class FixtureTests : IAsyncLifetime
{
    private readonly SeedanceMockFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Tests_share_a_port_and_nothing_else()
    {
        Uri address;
        await using (var first = await _fixture.BeginTestAsync())
        {
            address = first.Server.BaseAddress;
            await first.Client.SubmitAsync(VideoRequest.Seedance20("A river").Build());
            first.Server.Jobs.Count.ShouldBe(1);
        }

        await using var second = await _fixture.BeginTestAsync();

        second.Server.BaseAddress.ShouldBe(address);
        second.Server.Jobs.ShouldBeEmpty();
        second.Server.Journal.Entries.ShouldBeEmpty();
        second.Server.Ledger.TotalCharged.ShouldBe(0);
        (await second.Client.ListModelsAsync()).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_end_of_a_test_fails_it_when_something_was_wrong_and_leaves_nothing_for_the_next()
    {
        var wrong = await _fixture.BeginTestAsync();
        wrong.Server.Given(MockOperation.Cancel).Respond(MockFault.Status(500));

        (await Should.ThrowAsync<SeedanceMockException>(() => wrong.DisposeAsync().AsTask())).Message.ShouldContain("UnusedFault");

        await using var next = await _fixture.BeginTestAsync();
        next.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_webhook_that_is_under_way_when_a_test_ends_may_arrive()
    {
        var fixture = new ImmediateFixture();
        await fixture.InitializeAsync();
        using var receiver = new TcpListener(IPAddress.Loopback, port: 0);
        receiver.Start();
        var test = await fixture.BeginTestAsync();
        await test.Client.SubmitAsync(
            VideoRequest.Seedance20("A river").WithWebhookUrl(new Uri($"http://{receiver.LocalEndpoint}/hook")).Build());
        using var call = await receiver.AcceptTcpClientAsync();

        var end = test.DisposeAsync().AsTask();
        await call.GetStream().WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray());

        await end;
        await fixture.DisposeAsync();
    }

    [Fact]
    public async Task An_assertion_that_failed_before_is_told_first_and_the_next_test_begins_anew()
    {
        var thrown = await Should.ThrowAsync<SeedanceMockException>(async () =>
        {
            await using var test = await _fixture.BeginTestAsync();
            test.Server.Given(MockOperation.Cancel).Respond(MockFault.Status(500));
            await test.Client.ListModelsAsync();
            Assert.Equal(40, 41);
        });

        thrown.InnerException.ShouldBeOfType<global::Xunit.Sdk.EqualException>();
        thrown.Message.ShouldContain("UnusedFault");
        await using var next = await _fixture.BeginTestAsync();
        next.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_report_of_a_test_goes_to_its_output()
    {
        var output = new Output();
        await using (var test = await _fixture.BeginTestAsync(output))
            await test.Client.ListModelsAsync();

        output.Text.ShouldContain("1 requests, 0 jobs, 0 credits");
        output.Text.ShouldContain("GET /api/open/v1/models → 200");
    }

    [Fact]
    public async Task The_report_says_how_to_repeat_chaos()
    {
        var fixture = new ChaoticFixture();
        await fixture.InitializeAsync();
        var output = new Output();
        await using (await fixture.BeginTestAsync(output))
        {
        }

        await fixture.DisposeAsync();
        output.Text.ShouldContain("new MockChaos(seed: 42, rate: 0)");
    }

    [Fact]
    public async Task A_test_that_begins_while_another_has_not_ended_is_refused()
    {
        await using var first = await _fixture.BeginTestAsync();

        (await Should.ThrowAsync<InvalidOperationException>(() => _fixture.BeginTestAsync())).Message.ShouldContain("Another test");
    }

    [Fact]
    public void A_fixture_that_was_not_started_says_so() =>
        Should.Throw<InvalidOperationException>(() => new SeedanceMockFixture().Server).Message.ShouldContain("IClassFixture");

    private sealed class ChaoticFixture : SeedanceMockFixture
    {
        protected override SeedanceMockOptions CreateOptions() => new() { Chaos = new MockChaos(seed: 42, rate: 0) };
    }

    private sealed class Output : ITestOutputHelper
    {
        public string Text { get; private set; } = "";

        public void WriteLine(string message) => Text += message + "\n";

        public void WriteLine(string format, params object[] args) =>
            Text += string.Format(System.Globalization.CultureInfo.InvariantCulture, format, args) + "\n";
    }

    private sealed class ImmediateFixture : SeedanceMockFixture
    {
        protected override SeedanceMockOptions CreateOptions() => new() { Lifecycle = JobLifecycle.Immediately };
    }
}
