using Microsoft.Extensions.Time.Testing;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Service;

public sealed class LedgerAssertionTests
{
    [Fact]
    public async Task A_ledger_assertion_that_holds_passes()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var api = new ApiCaller(server);

        server.Ledger.ShouldHaveChargedNothing();
        var requestId = await api.StartJobAsync();

        server.Ledger.ShouldHaveCharged(40);
        server.Ledger.ShouldHaveChargedOnce();
        server.Ledger.ShouldHaveChargedOnce(40);
        server.Ledger.ShouldHaveChargedFor(requestId, 40);
    }

    [Fact]
    public async Task A_ledger_assertion_that_does_not_hold_says_what_was_expected_and_lists_the_charges()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { TimeProvider = new FakeTimeProvider() });
        using var api = new ApiCaller(server);
        Should.Throw<SeedanceMockException>(() => server.Ledger.ShouldHaveCharged(40)).Message
            .ShouldBe("40 credits were expected to be charged, and 0 were. Nothing was charged.");
        await api.StartJobAsync();
        await api.StartJobAsync();

        Should.Throw<SeedanceMockException>(() => server.Ledger.ShouldHaveCharged(40)).Message.ReplaceLineEndings("\n").ShouldBe(
            "40 credits were expected to be charged, and 80 were:\n"
            + "  00:00:00.000 req_0000000001: 40 credits\n  00:00:00.000 req_0000000002: 40 credits");
        Should.Throw<SeedanceMockException>(server.Ledger.ShouldHaveChargedOnce).Message.ShouldContain(
            "One charge was expected, and there are 2");
        Should.Throw<SeedanceMockException>(() => server.Ledger.ShouldHaveChargedOnce(40));
        Should.Throw<SeedanceMockException>(() => server.Ledger.ShouldHaveChargedFor("req_0000000001", 39));
        Should.Throw<SeedanceMockException>(() => server.Ledger.ShouldHaveChargedFor("req_other", 40));
        Should.Throw<SeedanceMockException>(server.Ledger.ShouldHaveChargedNothing);
    }
}
