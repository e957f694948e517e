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
    public void A_new_journal_begins_with_a_head_and_every_record_has_a_number_and_a_checksum()
    {
        var lines = Encoding.UTF8.GetString(WholeJournal()).TrimEnd('\n').Split('\n');

        lines[0].ShouldMatch("^\\{\"journal\":2,\"records\":\"0000000005\",\"sum\":\"[0-9a-f]{16}\"\\}$");
        for (var i = 1; i < lines.Length; i++)
            lines[i].ShouldMatch($"^\\{{\"record\":\"[a-z]+\",\"n\":{i},.*,\"sum\":\"[0-9a-f]{{16}}\"\\}}$");
    }

    [Fact]
    public void Every_single_changed_bit_is_named_as_damage()
    {
        var whole = WholeJournal();
        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            var damaged = whole.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            var damage = Should.Throw<JournalDamagedException>(() => JournalContent.Parse(damaged), $"bit {bit % 8} of byte {bit / 8}");
            damage.Message.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void A_journal_that_is_cut_off_before_its_last_record_is_damaged()
    {
        var whole = WholeJournal();
        var last = whole.AsSpan(..^1).LastIndexOf((byte)'\n') + 1;

        for (var length = 0; length <= last; length++)
            Should.Throw<JournalDamagedException>(() => JournalContent.Parse(whole.AsSpan(0, length)), $"{length} bytes");
    }

    [Fact]
    public void A_last_record_that_is_cut_off_is_repaired_and_no_submission_is_lost()
    {
        var whole = WholeJournal();
        var last = whole.AsSpan(..^1).LastIndexOf((byte)'\n') + 1;
        for (var length = last + "{\"record\":\"a".Length; length < whole.Length; length++)
        {
            File.WriteAllBytes(JournalPath, whole[..length]);
            using (var ledger = Reopened())
            {
                ledger.Lines.Single(line => line.Number == 2).Stage.ShouldBeOneOf(LineStage.Unknown, LineStage.Accepted);
                ledger.Write(new JournalRecord { Kind = RecordKind.Submitting, Line = 3, Hash = Requests[2].Hash });
            }

            using var again = Reopened();
            again.Lines.Single(line => line.Number == 3).Stage.ShouldBe(LineStage.Unknown, $"{length} bytes");
        }
    }

    [Fact]
    public void A_record_of_a_submission_that_is_cut_off_is_an_unknown_submission_or_damage()
    {
        var whole = WholeJournal(submitsLast: true);
        var last = whole.AsSpan(..^1).LastIndexOf((byte)'\n') + 1;
        for (var length = last + 1; length < whole.Length; length++)
        {
            File.WriteAllBytes(JournalPath, whole[..length]);
            var number = Encoding.UTF8.GetString(whole, last, length - last).Contains("\"line\":3,", StringComparison.Ordinal);
            if (!number)
            {
                Should.Throw<UsageException>(() => Reopened().Dispose(), $"{length} bytes").Message.ShouldContain("record 6 is cut off");
                continue;
            }

            using (var ledger = Reopened())
                ledger.Lines.Single(line => line.Number == 3).Stage.ShouldBe(LineStage.Unknown, $"{length} bytes");
            using var again = Reopened();
            again.Lines.Single(line => line.Number == 3).Stage.ShouldBe(LineStage.Unknown, $"{length} bytes");
        }
    }

    [Fact]
    public void A_record_that_a_killed_process_left_incomplete_says_nothing_and_is_marked()
    {
        var whole = WholeJournal();
        var next = NextRecord(whole);
        for (var length = 1; length < next.Line.Length - 1; length++)
        {
            File.WriteAllBytes(JournalPath, [.. whole, .. next.Line[..length]]);

            using (var ledger = Reopened())
                ledger.Lines.Single(line => line.Number == 3).Stage.ShouldBe(LineStage.Open, $"{length} bytes");
            File.ReadAllText(JournalPath).ShouldContain("\"torn\"");
            Reopened().Dispose();
        }
    }

    [Fact]
    public void A_record_that_the_head_does_not_know_yet_counts()
    {
        var whole = WholeJournal();
        var (line, _) = NextRecord(whole);
        foreach (var written in (byte[][])[line, line[..^1]])
        {
            File.WriteAllBytes(JournalPath, [.. whole, .. written]);

            using var ledger = Reopened();

            ledger.Lines.Single(one => one.Number == 3).Stage.ShouldBe(LineStage.Unknown);
        }
    }

    [Fact]
    public void Removed_repeated_and_moved_records_are_named_as_damage()
    {
        var lines = Encoding.UTF8.GetString(WholeJournal()).TrimEnd('\n').Split('\n').ToList();
        for (var i = 1; i < lines.Count; i++)
        {
            ShouldBeDamaged([.. lines[..i], .. lines[(i + 1)..]], i == lines.Count - 1 ? "its end is missing" : $"record {i} is missing");
            ShouldBeDamaged([.. lines[..i], lines[i], .. lines[i..]], "is repeated or moved");
            for (var other = 1; other < i; other++)
            {
                var swapped = lines.ToList();
                (swapped[i], swapped[other]) = (swapped[other], swapped[i]);
                ShouldBeDamaged(swapped, $"record {other} is missing");
            }
        }

        ShouldBeDamaged(lines[1..], "record 1");
    }

    [Fact]
    public void Zeros_that_a_power_failure_leaves_at_the_end_are_named_as_damage()
    {
        foreach (var count in (int[])[1, 64, 4096])
        {
            File.WriteAllBytes(JournalPath, [.. WholeJournal(), .. new byte[count]]);

            var problem = Should.Throw<UsageException>(() => Reopened().Dispose());

            problem.Message.ShouldContain($"after record 5 are {count} bytes that no record begins with");
            problem.Message.ShouldContain(JournalPath);
            problem.Message.ShouldContain("none is submitted now");
        }
    }

    [Fact]
    public void A_journal_of_version_1_continues_and_a_copy_of_it_stays()
    {
        var old = OldJournal();
        File.WriteAllText(JournalPath, old);

        using (var ledger = Reopened())
        {
            ledger.Lines.Single(line => line.Number == 1).RequestId.ShouldBe("req_1");
            ledger.Lines.Single(line => line.Number == 2).Stage.ShouldBe(LineStage.Unknown);
            ledger.Write(new JournalRecord { Kind = RecordKind.Submitting, Line = 3, Hash = Requests[2].Hash });
        }

        File.ReadAllText(JournalPath + ".v1").ShouldBe(old);
        using var again = Reopened();
        again.Lines.Select(line => line.Stage).ShouldBe([LineStage.Accepted, LineStage.Unknown, LineStage.Unknown]);
    }

    [Theory]
    [InlineData("\"line\":2", "\"lime\":2")]
    [InlineData("\"requestId\"", "\"req}estId\"")]
    [InlineData("\"record\":\"accepted\"", "\"record\":\"acceptee\"")]
    [InlineData("\"line\":1,\"requestId\"", "\"line\":9,\"requestId\"")]
    [InlineData("\"hash\"", "\"hasi\"")]
    public void Damage_of_a_journal_of_version_1_is_named(string written, string damaged)
    {
        var old = OldJournal();
        old.ShouldContain(written);
        File.WriteAllText(JournalPath, old.Replace(written, damaged, StringComparison.Ordinal));

        Should.Throw<UsageException>(() => Reopened().Dispose()).Message.ShouldContain("is changed or missing");
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

    private static void ShouldBeDamaged(IEnumerable<string> lines, string damage) => Should.Throw<JournalDamagedException>(
        () => JournalContent.Parse(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"))).Message.ShouldContain(damage);

    private byte[] WholeJournal(bool submitsLast = false)
    {
        File.Delete(JournalPath);
        using (var ledger = Reopened())
        {
            ledger.Write(new JournalRecord { Kind = RecordKind.Submitting, Line = 1, Hash = Requests[0].Hash });
            ledger.Write(new JournalRecord { Kind = RecordKind.Submitting, Line = 2, Hash = Requests[1].Hash });
            ledger.Write(new JournalRecord { Kind = RecordKind.Accepted, Line = 1, RequestId = "req_1", Credits = 40, Status = "queued" });
            ledger.Write(new JournalRecord { Kind = RecordKind.Accepted, Line = 2, RequestId = "req_2", Credits = 40, Status = "queued" });
            if (submitsLast)
                ledger.Write(new JournalRecord { Kind = RecordKind.Submitting, Line = 3, Hash = Requests[2].Hash });
        }

        return File.ReadAllBytes(JournalPath);
    }

    /// <summary>The record that follows the whole journal: line 3 is being submitted.</summary>
    private static (byte[] Line, string Sum) NextRecord(byte[] whole)
    {
        var record = new JournalRecord { Kind = RecordKind.Submitting, Number = 6, Line = 3, Hash = Requests[2].Hash };
        return JournalContent.Seal(record, JournalContent.Parse(whole).Sum);
    }

    /// <summary>The same records as version 1 wrote them: line 1 is accepted, line 2 is being submitted.</summary>
    private static string OldJournal() => string.Join(
        '\n',
        $$"""{"record":"batch","service":"{{Service}}"}""",
        $$"""{"record":"submitting","line":1,"hash":"{{Requests[0].Hash}}"}""",
        $$"""{"record":"submitting","line":2,"hash":"{{Requests[1].Hash}}"}""",
        """{"record":"accepted","line":1,"requestId":"req_1","credits":40,"status":"queued"}""",
        string.Empty);

    private OpenLedger Reopened() => new(BatchJournal.Open(_folder.Root, Service));

    private sealed class OpenLedger(BatchJournal journal) : IDisposable
    {
        private readonly BatchLedger _ledger = new(journal, Requests);

        public IReadOnlyCollection<BatchLine> Lines => _ledger.Lines;

        public void Write(JournalRecord record) => _ledger.Write(record);

        public void Dispose() => journal.Dispose();
    }
}
