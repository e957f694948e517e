namespace SeedanceGen.Testing.XunitV3.Tests;

public sealed class FixtureTests : IAsyncLifetime
{
    private readonly SeedanceMockFixture _fixture = new();

    public ValueTask InitializeAsync() => _fixture.InitializeAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Tests_share_a_port_and_nothing_else()
    {
        Uri address;
        await using (var first = await _fixture.BeginTestAsync())
        {
            address = first.Server.BaseAddress;
            await first.Client.SubmitAsync(VideoRequest.Seedance20("A river").Build(), TestContext.Current.CancellationToken);
            first.Server.Jobs.Count.ShouldBe(1);
        }

        await using var second = await _fixture.BeginTestAsync();

        second.Server.BaseAddress.ShouldBe(address);
        second.Server.Jobs.ShouldBeEmpty();
        second.Server.Journal.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_end_of_a_test_fails_it_and_its_report_is_in_the_output_of_the_test()
    {
        var wrong = await _fixture.BeginTestAsync();
        wrong.Server.Given(MockOperation.Cancel).Respond(MockFault.Status(500));

        (await Should.ThrowAsync<SeedanceMockException>(() => wrong.DisposeAsync().AsTask())).Message.ShouldContain("UnusedFault");

        TestContext.Current.TestOutputHelper!.Output.ShouldContain("UnusedFault");
        await using var next = await _fixture.BeginTestAsync();
        next.Server.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_assertion_that_failed_before_is_told_first()
    {
        var thrown = await Should.ThrowAsync<SeedanceMockException>(async () =>
        {
            await using var test = await _fixture.BeginTestAsync();
            test.Server.Given(MockOperation.Cancel).Respond(MockFault.Status(500));
            await test.Client.ListModelsAsync(TestContext.Current.CancellationToken);
            Assert.Equal(40, 41);
        });

        thrown.InnerException.ShouldBeOfType<Xunit.Sdk.EqualException>();
        thrown.Message.ShouldContain("UnusedFault");
    }

    [Fact]
    public async Task A_derived_fixture_chooses_the_options()
    {
        var fixture = new ImmediateFixture();
        await fixture.InitializeAsync();
        await using (var test = await fixture.BeginTestAsync())
        {
            var job = await test.Client.SubmitAsync(VideoRequest.Seedance20("A river").Build(), TestContext.Current.CancellationToken);
            (await job.RefreshAsync(TestContext.Current.CancellationToken)).Status.ShouldBe(GenerationStatus.Succeeded);
        }

        await fixture.DisposeAsync();
    }

    [Fact]
    public void A_fixture_that_was_not_started_says_so() =>
        Should.Throw<InvalidOperationException>(() => new SeedanceMockFixture().Server).Message.ShouldContain("IClassFixture");

    [Fact]
    public void The_example_of_the_page_is_the_one_that_runs_here()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Readme", "README.md"));
        var source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Readme", "RenderingTests.cs"));
        const string Opening = "using Xunit;\n\n";
        var start = page.IndexOf(Opening, StringComparison.Ordinal) + Opening.Length;

        source.ShouldEndWith(page[start..page.IndexOf("```", start, StringComparison.Ordinal)]);
    }

    private sealed class ImmediateFixture : SeedanceMockFixture
    {
        protected override SeedanceMockOptions CreateOptions() => new() { Lifecycle = JobLifecycle.Immediately };
    }
}
