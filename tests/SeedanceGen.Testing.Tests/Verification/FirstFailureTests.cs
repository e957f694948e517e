using Microsoft.Extensions.DependencyInjection;
using SeedanceGen.Testing.Tests.Support;
using Xunit.Sdk;

namespace SeedanceGen.Testing.Tests.Verification;

/// <summary>
/// The exception of a strict mock's end replaces the exception of the test; the message still begins with the test's failure.
/// </summary>
public sealed class FirstFailureTests
{
    private const string First = "The test itself failed first, and what follows may be a consequence:";

    [Fact]
    public async Task An_assertion_that_failed_before_the_end_of_the_scope_is_told_first()
    {
        var thrown = await Should.ThrowAsync<SeedanceMockException>(async () =>
        {
            await using var server = await SeedanceMockServer.StartAsync();
            server.Given().Respond(MockFault.Status(503));
            Assert.Equal(40, 41);
        });

        ShouldTellBoth(thrown);
    }

    [Fact]
    public async Task An_assertion_that_failed_on_another_thread_while_the_client_is_disposed_of_is_told_first()
    {
        for (var i = 0; i < 20; i++)
        {
            var thrown = await Should.ThrowAsync<SeedanceMockException>(async () =>
            {
                await using var server = await SeedanceMockServer.StartAsync();
                await using var client = server.CreateClient();
                server.Given(MockOperation.Submit).Respond(MockFault.Status(503));
                await client.ListModelsAsync();
                await FailAsync();
            });

            ShouldTellBoth(thrown);
        }
    }

    [Fact]
    public void An_assertion_that_failed_in_a_scope_that_ends_synchronously_is_told_first()
    {
        var thrown = Should.Throw<SeedanceMockException>(() =>
        {
            using var mock = SeedanceMock.InMemory();
            mock.Given().Respond(MockFault.Status(503));
            Assert.Equal(40, 41);
        });

        ShouldTellBoth(thrown);
    }

    [Fact]
    public async Task An_assertion_that_failed_in_the_scope_of_a_container_that_ends_the_mock_is_told_first()
    {
        var thrown = await Should.ThrowAsync<SeedanceMockException>(async () =>
        {
            await using var services = new ServiceCollection().AddSeedanceMock().BuildServiceProvider();
            services.GetRequiredService<SeedanceMock>().Given().Respond(MockFault.Status(503));
            Assert.Equal(40, 41);
        });

        ShouldTellBoth(thrown);
    }

    [Fact]
    public async Task A_failure_is_thrown_as_it_is_when_the_mock_has_nothing_to_say()
    {
        await Should.ThrowAsync<EqualException>(async () =>
        {
            await using var mock = SeedanceMock.InMemory();
            Assert.Equal(40, 41);
        });
        await Should.ThrowAsync<EqualException>(async () =>
        {
            await using var mock = SeedanceMock.InMemory(new() { Strict = false });
            mock.Given().Respond(MockFault.Status(503));
            Assert.Equal(40, 41);
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_test_expected_or_an_earlier_run_of_it_threw_is_no_failure_of_this_one(bool failedBefore)
    {
        if (failedBefore)
            (await RunAsync(isFailing: true)).InnerException.ShouldBeOfType<EqualException>();

        var thrown = await RunAsync(isFailing: false);

        thrown.InnerException.ShouldBeNull();
        thrown.Message.ShouldStartWith("The mock server found one thing wrong");
    }

    [Fact]
    public async Task What_the_test_caught_itself_is_no_failure_of_it_in_any_kind_of_scope()
    {
        var awaited = await Should.ThrowAsync<SeedanceMockException>(async () =>
        {
            await using var server = await SeedanceMockServer.StartAsync();
            server.Given(MockOperation.Submit).Respond(MockFault.Status(503));
            try
            {
                await FailAsync();
            }
            catch (EqualException)
            {
                // A test that expects a failure.
            }
        });
        var synchronous = Should.Throw<SeedanceMockException>(() =>
        {
            using var mock = SeedanceMock.InMemory();
            mock.Given().Respond(MockFault.Status(503));
            try
            {
                using var other = new MemoryStream();
                Assert.Equal(40, 41);
            }
            catch (EqualException)
            {
                // The same, with another scope that ends in between.
            }
        });

        synchronous.InnerException.ShouldBeNull();
        awaited.InnerException.ShouldBeNull();
        awaited.Message.ShouldStartWith("The mock server found one thing wrong");
    }

    [Fact]
    public async Task What_a_test_caught_and_let_go_on_is_its_failure_as_is_one_that_is_caught_outside_of_the_scope()
    {
        var rethrown = await Should.ThrowAsync<SeedanceMockException>(async () =>
        {
            await using var mock = SeedanceMock.InMemory();
            mock.Given().Respond(MockFault.Status(503));
            try
            {
                await FailAsync();
            }
            catch (EqualException)
            {
                throw;
            }
        });
        Exception? outside = null;
        try
        {
            using var mock = SeedanceMock.InMemory();
            mock.Given().Respond(MockFault.Status(503));
            Assert.Equal(40, 41);
        }
        catch (Exception failure)
        {
            outside = failure;
        }

        ShouldTellBoth(rethrown);
        ShouldTellBoth(outside.ShouldBeOfType<SeedanceMockException>());
    }

    [Fact]
    public async Task What_the_test_verified_itself_is_told_once()
    {
        var thrown = await Should.ThrowAsync<SeedanceMockException>(async () =>
        {
            await using var mock = SeedanceMock.InMemory();
            mock.Given().Respond(MockFault.Status(503));
            mock.Verify();
        });

        thrown.InnerException.ShouldBeNull();
        thrown.Violations.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_expectation_about_the_mock_that_did_not_hold_is_told_first_as_any_other_assertion()
    {
        var thrown = await Should.ThrowAsync<SeedanceMockException>(async () =>
        {
            await using var mock = SeedanceMock.InMemory();
            mock.Given().Respond(MockFault.Status(503));
            mock.Ledger.ShouldHaveChargedOnce();
        });

        thrown.Violations.Count.ShouldBe(1);
        thrown.InnerException.ShouldBeOfType<SeedanceMockException>().Violations.ShouldBeEmpty();
        thrown.Message.ShouldStartWith(First);
    }

    [Fact]
    public async Task A_scenario_loses_neither_its_failure_nor_what_the_server_found()
    {
        var both = await Should.ThrowAsync<SeedanceMockException>(() => SeedanceMockServer.RunAsync(async server =>
        {
            server.Given().Respond(MockFault.Status(503));
            await FailAsync();
        }));

        ShouldTellBoth(both);
        await Should.ThrowAsync<EqualException>(() => SeedanceMockServer.RunAsync(_ => FailAsync()));
        (await Should.ThrowAsync<SeedanceMockException>(() => SeedanceMockServer.RunAsync(server =>
        {
            server.Given().Respond(MockFault.Status(503));
            return Task.CompletedTask;
        }))).InnerException.ShouldBeNull();
    }

    [Fact]
    public async Task A_scenario_in_which_nothing_is_wrong_passes_and_frees_its_port()
    {
        Uri? address = null;
        await SeedanceMockServer.RunAsync(async server =>
        {
            address = server.BaseAddress;
            using var api = new ApiCaller(server);
            await api.StartJobAsync();
        });

        using var http = new HttpClient();
        await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync(address));
    }

    private static void ShouldTellBoth(SeedanceMockException thrown)
    {
        thrown.InnerException.ShouldBeOfType<EqualException>();
        thrown.Violations.ShouldHaveSingleItem().Kind.ShouldBe(MockViolationKind.UnusedFault);
        thrown.Message.ReplaceLineEndings("\n").ShouldStartWith(First + "\n  EqualException: Assert.Equal() Failure");
        thrown.Message.ShouldContain("The mock server found one thing wrong in this test.");
    }

    private static async Task FailAsync()
    {
        await Task.Yield();
        Assert.Equal(40, 41);
    }

    private static Task<SeedanceMockException> RunAsync(bool isFailing) => Should.ThrowAsync<SeedanceMockException>(async () =>
    {
        await using var mock = SeedanceMock.InMemory();
        mock.Given().Respond(MockFault.Status(503));
        await Assert.ThrowsAsync<EqualException>(FailAsync);
        if (isFailing)
            Assert.Equal(40, 41);
    });
}
