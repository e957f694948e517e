using SeedanceGen.Snapshots.Tests.Surface;
using SeedanceGen.TestKit.Snapshots;
using Xunit.Sdk;

namespace SeedanceGen.Snapshots.Tests;

/// <summary>The comparison of snapshots, on a copy of their folder.</summary>
public sealed class SnapshotFolderTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public static TheoryData<Snapshot> Everything => new(SnapshotSetTests.All);

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [MemberData(nameof(Everything), DisableDiscoveryEnumeration = true)]
    public void A_snapshot_with_one_other_byte_fails(Snapshot snapshot)
    {
        File.WriteAllText(PathOf(snapshot.Verified), snapshot.Content);
        Folder().ShouldMatch(snapshot);
        var bytes = File.ReadAllBytes(PathOf(snapshot.Verified));
        foreach (var place in new[] { 0, bytes.Length / 2, bytes.Length - 1 })
        {
            bytes[place] ^= 1;
            File.WriteAllBytes(PathOf(snapshot.Verified), bytes);
            bytes[place] ^= 1;

            var failure = Should.Throw<FailException>(() => Folder().ShouldMatch(snapshot));

            failure.Message.ShouldContain($"{snapshot.Verified} differs");
            failure.Message.Split('\n').Length.ShouldBeLessThan(16);
            File.ReadAllText(PathOf(snapshot.Received)).ShouldBe(snapshot.Content);
        }
    }

    [Fact]
    public void A_snapshot_with_a_byte_more_a_byte_less_or_other_line_ends_fails()
    {
        var snapshot = new Snapshot("A.B.verified.txt", "one\ntwo\n");
        foreach (var text in new[] { "one\ntwo\n\n", "one\ntwo", "one\r\ntwo\r\n", "\uFEFFone\ntwo\n" })
        {
            File.WriteAllText(PathOf(snapshot.Verified), text);
            Should.Throw<FailException>(() => Folder().ShouldMatch(snapshot));
        }
    }

    [Fact]
    public void The_message_has_the_first_lines_that_differ()
    {
        File.WriteAllText(PathOf("A.B.verified.txt"), "same\nold\n1\n2\n3\n4\n5\nend\n");

        Should.Throw<FailException>(
            () => Folder().ShouldMatch(new Snapshot("A.B.verified.txt", "same\nnew\r\nend\n"))).Message.ShouldContain(
            "A.B.verified.txt differs.\nFrom line 2:\n  - old\n  - 1\n  - 2\n  - 3\n  - 4\n  - … 1 more\n  + new\\r");
    }

    [Fact]
    public void A_missing_snapshot_fails_and_its_received_file_is_deleted_when_it_matches_again()
    {
        var snapshot = new Snapshot("A.B.verified.txt", "text\n");
        Should.Throw<FailException>(() => Folder().ShouldMatch(snapshot)).Message.ShouldContain("is missing");
        File.Exists(PathOf(snapshot.Verified)).ShouldBeFalse();

        File.Move(PathOf(snapshot.Received), PathOf(snapshot.Verified));
        File.WriteAllText(PathOf(snapshot.Received), "left over");
        Folder().ShouldMatch(snapshot);

        File.Exists(PathOf(snapshot.Received)).ShouldBeFalse();
    }

    [Fact]
    public void A_file_that_no_test_asks_for_fails_and_so_does_a_missing_file()
    {
        File.WriteAllText(PathOf("A.Orphan.verified.txt"), "");

        Should.Throw<ShouldAssertException>(() => Folder().ShouldHoldExactly([])).Message.ShouldContain("A.Orphan.verified.txt");
        Should.Throw<ShouldAssertException>(() => Folder().ShouldHoldExactly(["A.Orphan.verified.txt", "A.Absent.verified.txt"])).Message
            .ShouldContain("A.Absent.verified.txt");
        Folder().ShouldHoldExactly(["A.Orphan.verified.txt"]);
    }

    [Fact]
    public void Accepting_writes_the_file_and_deletes_files_that_no_test_asks_for()
    {
        File.WriteAllText(PathOf("A.Orphan.verified.txt"), "");
        var snapshot = new Snapshot("A.B.verified.txt", "text\n");

        Folder(accepts: true).ShouldMatch(snapshot);
        Folder(accepts: true).ShouldHoldExactly([snapshot.Verified]);

        Directory.EnumerateFiles(_scratch.Folder).Select(Path.GetFileName).ShouldBe([snapshot.Verified]);
        Folder().ShouldMatch(snapshot);
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("0", null, false)]
    [InlineData("1", null, true)]
    [InlineData("1", "false", true)]
    [InlineData(null, "true", false)]
    public void Only_the_environment_variable_accepts_snapshots(string? accept, string? ci, bool accepts) =>
        SnapshotFolder.IsAccepting(name => name == "CI" ? ci : accept).ShouldBe(accepts);

    [Theory]
    [InlineData("true")]
    [InlineData("1")]
    public void Snapshots_are_not_accepted_where_ci_is_set(string ci) =>
        Should.Throw<InvalidOperationException>(() => SnapshotFolder.IsAccepting(name => name == "CI" ? ci : "1")).Message.ShouldContain(
            "CI");

    private SnapshotFolder Folder(bool accepts = false) => new(_scratch.Folder, accepts);

    private string PathOf(string name) => Path.Combine(_scratch.Folder, name);
}
