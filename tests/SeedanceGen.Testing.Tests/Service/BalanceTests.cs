using System.Net;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Service;

public sealed class BalanceTests
{
    [Fact]
    public async Task A_job_that_costs_more_than_is_left_is_refused_and_leaves_nothing_behind()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Balance = 79 });
        using var api = new ApiCaller(server);
        var first = await api.StartJobAsync();

        var rejected = await api.SubmitAsync();

        rejected.ShouldBeError(HttpStatusCode.PaymentRequired, MockErrorCodes.InsufficientCredits);
        rejected.ErrorMessage.ShouldContain("costs 40 credits, and 39 are left");
        server.Ledger.Balance.ShouldBe(39);
        server.Ledger.ShouldHaveChargedOnce(40);
        server.Jobs.Single().RequestId.ShouldBe(first);
    }

    [Fact]
    public async Task The_last_credit_can_be_spent_and_more_can_be_bought()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Balance = 40 });
        using var api = new ApiCaller(server);
        await api.StartJobAsync();
        server.Ledger.Balance.ShouldBe(0);

        server.Ledger.TopUp(50);
        await api.StartJobAsync();

        server.Ledger.Balance.ShouldBe(10);
        server.Ledger.ShouldHaveCharged(80);
    }

    [Fact]
    public async Task Without_a_balance_there_is_no_end_to_credits()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Price = _ => int.MaxValue });
        using var api = new ApiCaller(server);
        await api.StartJobAsync();
        await api.StartJobAsync();

        server.Ledger.TopUp(1);

        server.Ledger.Balance.ShouldBeNull();
        server.Ledger.TotalCharged.ShouldBe(2L * int.MaxValue);
    }

    [Fact]
    public async Task Of_parallel_submissions_as_many_are_accepted_as_the_balance_pays_for()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Balance = 7 * 40 });
        using var api = new ApiCaller(server);

        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => api.SubmitAsync())));

        responses.Count(response => response.StatusCode == HttpStatusCode.OK).ShouldBe(7);
        server.Ledger.Balance.ShouldBe(0);
        server.Jobs.Count.ShouldBe(7);
    }

    [Fact]
    public async Task A_balance_below_zero_is_refused() =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => SeedanceMockServer.StartAsync(new() { Balance = -1 }));
}
