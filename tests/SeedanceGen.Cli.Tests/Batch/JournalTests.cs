using System.Text;
using SeedanceGen.Cli.Batch;
using SeedanceGen.Cli.Schema;
using SeedanceGen.Cli.Service;
using SeedanceGen.Cli.Tests.Support;

namespace SeedanceGen.Cli.Tests.Batch;

public sealed class JournalTests : IDisposable
{
    private const string Service = "https://service.example/";

    private static readonly IReadOnlyList<RequestLine> Requests =
    [
        .. Enumerable.Range(1, 3)
            .Select(number => RequestLine.Parse(
                number, $$"""{"model":"seedance-2.0","prompt":"Line {{number}} — 世界"}""", ServiceDescription.Current)),
    ];

    private readonly TemporaryFolder _folder = new();

    private string JournalPath => _folder.At(BatchJournal.FileName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public void A_journal_that_is_cut_off_at_any_byte_loses_no_submission_and_can_be_continued()
    {
        var whole = WholeJournal();
        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(JournalPath, whole[..length]);
            var submitting = CountOf(whole.AsSpan(0, length), "\"submitting\"", "}\n");
            var accepted = CountOf(whole.AsSpan(0, length), "\"accepted\"", "}\n");

            using (var ledger = Reopened())
            {
                ledger.Lines.Count(line => line.Stage != LineStage.Open).ShouldBeGreaterThanOrEqualTo(submitting, $"{length} bytes");
                ledger.Lines.Count(line => line.RequestId is not null).ShouldBeGreaterThanOrEqualTo(accepted, $"{length} bytes");
                ledger.Lines.ShouldAllBe(line => line.Stage != LineStage.Submitting);
                ledger.Write(new JournalRecord { Kind = RecordKind.Submitting, Line = 3, Hash = Requests[2].Hash });
            }

            // Each opening waits for the disk, so only some are repeated.
            if (length % 5 != 0)
                continue;

            using var again = Reopened();
            again.Lines.Single(line => line.Number == 3).Stage.ShouldBe(LineStage.Unknown, $"{length} bytes");
        }
    }

    [Fact]
    public void A_journal_that_is_cut_off_inside_its_repair_is_repaired_again()
    {
        var whole = WholeJournal();
        File.WriteAllBytes(JournalPath, whole[..^5]);
        Reopened().Dispose();
        var repaired = File.ReadAllBytes(JournalPath);
        repaired.AsSpan(0, whole.Length - 5).SequenceEqual(whole.AsSpan(0, whole.Length - 5)).ShouldBeTrue("a journal is only appended to");

        for (var length = whole.Length - 5; length <= repaired.Length; length++)
        {
            File.WriteAllBytes(JournalPath, repaired[..length]);
            using (var ledger = Reopened())
                ledger.Lines.Count(line => line.RequestId is not null).ShouldBe(1, $"{length} bytes");
            Reopened().Dispose();
        }
    }

    [Fact]
    public void Damage_inside_the_journal_is_detected()
    {
        var whole = WholeJournal();
        for (var place = 0; place < whole.Length - 1; place += 7)
        {
            var damaged = whole.ToArray();
            damaged[place] = (byte)'\0';
            File.WriteAllBytes(JournalPath, damaged);

            var problem = Should.Throw<UsageException>(() => Reopened().Dispose(), $"byte {place}");
            problem.Message.ShouldContain(JournalPath);
        }
    }

    [Fact]
    public void Zeros_that_a_power_failure_leaves_at_the_end_are_ignored()
    {
        File.WriteAllBytes(JournalPath, [.. WholeJournal(), .. new byte[64]]);

        using var ledger = Reopened();

        ledger.Lines.Count(line => line.RequestId is not null).ShouldBe(2);
    }

    [Fact]
    public void A_second_process_cannot_open_the_journal()
    {
        using var first = Reopened();

        Should.Throw<UsageException>(() => Reopened().Dispose()).Message.ShouldContain("another batch");
    }

    [Fact]
    public void A_journal_of_another_service_is_rejected()
    {
        Reopened().Dispose();

        Should.Throw<UsageException>(() => BatchJournal.Open(_folder.Root, "https://other.example/")).Message.ShouldContain(Service);
    }

    [Fact]
    public void A_submitted_line_must_not_change()
    {
        File.WriteAllBytes(JournalPath, WholeJournal());
        using var journal = BatchJournal.Open(_folder.Root, Service);
        var another = RequestLine.Parse(1, """{"model":"seedance-2.0","prompt":"Another"}""", ServiceDescription.Current);
        var changed = new BatchLedger(journal, [another, Requests[1], Requests[2]]);

        Should.Throw<UsageException>(changed.EnsureUnchanged).Message.ShouldContain("line 1 ");
    }

    private byte[] WholeJournal()
    {
        File.Delete(JournalPath);
        using (var ledger = Reopened())
        {
            ledger.Write(new JournalRecord { Kind = RecordKind.Submitting, Line = 1, Hash = Requests[0].Hash });
            ledger.Write(new JournalRecord { Kind = RecordKind.Submitting, Line = 2, Hash = Requests[1].Hash });
            ledger.Write(new JournalRecord { Kind = RecordKind.Accepted, Line = 1, RequestId = "req_1", Credits = 40, Status = "queued" });
            ledger.Write(new JournalRecord { Kind = RecordKind.Accepted, Line = 2, RequestId = "req_2", Credits = 40, Status = "queued" });
        }

        return File.ReadAllBytes(JournalPath);
    }

    private OpenLedger Reopened() => new(BatchJournal.Open(_folder.Root, Service));

    private static int CountOf(ReadOnlySpan<byte> bytes, string word, string end)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var whole = text.LastIndexOf(end, StringComparison.Ordinal);
        return whole < 0 ? 0 : text[..whole].Split(word).Length - 1;
    }

    private sealed class OpenLedger(BatchJournal journal) : IDisposable
    {
        private readonly BatchLedger _ledger = new(journal, Requests);

        public IReadOnlyCollection<BatchLine> Lines => _ledger.Lines;

        public void Write(JournalRecord record) => _ledger.Write(record);

        public void Dispose() => journal.Dispose();
    }
}
