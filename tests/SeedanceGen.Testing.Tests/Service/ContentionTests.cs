using SeedanceGen.Testing.Service;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Service;

/// <summary>The state that all requests share, under more contention than sockets cause.</summary>
public sealed class ContentionTests
{
    [Fact]
    public void No_charge_is_lost()
    {
        var ledger = new CreditLedger(balance: null);

        Contention.Run(_ => ledger.TryCharge(() => "req_1", credits: 1, DateTimeOffset.UnixEpoch, out var _));

        ledger.TotalCharged.ShouldBe(Contention.Calls);
        ledger.ChargedFor("req_1").ShouldBe(Contention.Calls);
    }

    [Fact]
    public void No_id_is_given_twice()
    {
        var jobs = new JobStore();
        var ids = new string[Contention.Calls];

        Contention.Run(i => ids[i] = jobs.NextId());

        ids.Distinct().Count().ShouldBe(Contention.Calls);
    }

    [Fact]
    public void No_journal_entry_is_lost_or_numbered_twice()
    {
        var journal = new RequestJournal();

        Contention.Run(_ => journal.Record(number => new JournalEntry(default, text => text)
        {
            Number = number,
            Timestamp = DateTimeOffset.UnixEpoch,
            OperationId = null,
            RequestId = null,
            Method = "GET",
            Path = "/",
            StatusCode = 200,
            HasAuthorization = false,
            KeyLeaked = false,
        }));

        journal.Entries.Select(entry => entry.Number).ShouldBe(Enumerable.Range(1, Contention.Calls));
    }
}
