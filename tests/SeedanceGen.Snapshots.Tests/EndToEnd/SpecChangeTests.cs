using SeedanceGen.Contract.Tests;
using SeedanceGen.SpecChange;
using SeedanceGen.SpecChange.Comparison;
using SeedanceGen.SpecChange.Steps;

namespace SeedanceGen.Snapshots.Tests.EndToEnd;

/// <summary>The command on edited copies of the description: lint, generate, build, compare.</summary>
public sealed class SpecChangeTests
{
    [NodeFact]
    public void A_comment_is_a_patch()
    {
        using var clone = Scratch.WithClientSources();
        Edit(clone, ("    Resolution:\n", "    # The picture's lines.\n    Resolution:\n"));

        var (exitCode, output) = Run(clone, "--allow", "patch");

        output.ShouldEndWith("""
            Public surface: no change
            Accepted values: no change
            On the wire: no change
            Verdict: patch (nothing that a program can notice)

            """);
        exitCode.ShouldBe(SpecChangeCommand.Done);
    }

    [NodeFact]
    public void Each_edit_is_named_and_the_worst_decides()
    {
        using var clone = Scratch.WithClientSources();
        Edit(
            clone,
            ("        webhookUrl:\n          type: string\n", "        seed:\n          type: integer\n          minimum: 0\n          description: Where chance begins.\n        webhookUrl:\n          type: string\n"),
            ("        - seedance-1.5-pro\n", "        - seedance-1.5-pro\n        - seedance-3.0\n"),
            ("enum: [seedance-1.5-pro]", "enum: [seedance-1.5-pro, seedance-3.0]"),
            ("maximum: 15", "maximum: 12"));

        var (exitCode, output) = Run(clone, "--allow", "minor");

        output.ShouldContain("minor  + member SeedanceGen.VideoRequestBuilder<TSelf>: public TSelf WithSeed(int seed)");
        output.ShouldContain("minor  + member SeedanceGen.VideoRequest: public static SeedanceGen.Seedance30RequestBuilder Seedance30(string prompt)");
        output.ShouldContain("major  seedance-2.0: duration accepts less: optional, Range [4,15] → optional, Range [4,12]");
        output.ShouldContain("minor  seedance-1.5-pro: seed is new: optional, Range [0,null]");
        output.ShouldContain("minor  Seedance15ProRequestBuilder: seed is sent, as 0");
        output.ShouldContain("minor  Seedance30RequestBuilder is new");
        output.Split('\n').Where(line => line.StartsWith("  major", StringComparison.Ordinal)).ShouldAllBe(line => line.Contains("duration accepts less", StringComparison.Ordinal));
        output.ShouldContain("Verdict: major");
        exitCode.ShouldBe(SpecChangeCommand.MoreThanAllowed);
    }

    [NodeFact]
    public void A_faulty_description_ends_with_the_linter_s_words()
    {
        using var clone = Scratch.WithClientSources();
        Edit(clone, ("type: integer\n          description: |-\n            The length", "type: whole\n          description: |-\n            The length"));

        var (exitCode, output) = Run(clone);

        output.ShouldContain("whole");
        output.ShouldNotContain("Verdict");
        exitCode.ShouldBe(SpecChangeCommand.StepFailed);
    }

    [Fact]
    public void The_snapshots_of_a_commit_are_those_to_compare_with()
    {
        using var clone = new Scratch();
        var folder = clone.File(SnapshotNames.Folder.Split('/'));
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(Clone.Snapshots, "*.verified.*"))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        Git("init", "-q");
        Git("add", "-A");
        Git("-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "Snapshots");
        File.WriteAllText(Path.Combine(folder, SnapshotNames.Rules), "");

        var accepted = AcceptedSurface.OfCommit(clone.Folder, "HEAD");

        SurfaceComparison.Between(accepted, AcceptedSurface.OfFolder(Clone.Snapshots)).Changes.ShouldBeEmpty();
        Should.Throw<SpecChangeException>(() => AcceptedSurface.OfCommit(clone.Folder, "no-such-commit")).Message.ShouldContain("no-such-commit");

        void Git(params string[] arguments) => Command.Run(clone.Folder, "git", arguments).ShouldSucceed();
    }

    private static void Edit(Scratch clone, params (string Old, string New)[] edits)
    {
        var file = clone.File("spec", "seedance.openapi.yaml");
        var text = File.ReadAllText(file);
        foreach (var (old, replacement) in edits)
        {
            text.ShouldContain(old);
            text = text.Replace(old, replacement, StringComparison.Ordinal);
        }

        File.WriteAllText(file, text);
    }

    private static (int ExitCode, string Output) Run(Scratch clone, params string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        return (SpecChangeCommand.Run([.. arguments, "--root", clone.Folder, "--baseline", Clone.Snapshots], output), output.ToString());
    }
}
