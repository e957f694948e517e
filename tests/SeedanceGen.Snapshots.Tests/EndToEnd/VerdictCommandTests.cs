using System.Globalization;
using System.Text.RegularExpressions;
using SeedanceGen.Release.Commands;
using SeedanceGen.Release.Comparison;
using SeedanceGen.Release.Repository;
using SeedanceGen.Release.Surfaces;
using SeedanceGen.Snapshots.Tests.Surface;

namespace SeedanceGen.Snapshots.Tests.EndToEnd;

/// <summary>The command on edited copies of the description: lint, generate, build, compare.</summary>
[Trait("Category", "Slow")]
public sealed partial class VerdictCommandTests : IClassFixture<VerdictCommandTests.Sources>, IDisposable
{
    private readonly Sources _sources;

    /// <summary>The listings of the description as it is, accepted or not.</summary>
    private readonly Scratch _baseline = new();

    public VerdictCommandTests(Sources sources)
    {
        _sources = sources;
        foreach (var snapshot in SnapshotSetTests.All)
            File.WriteAllText(_baseline.File(snapshot.Verified), snapshot.Content);
    }

    public void Dispose() => _baseline.Dispose();

    [NodeFact]
    public async Task A_comment_is_a_patch()
    {
        var clone = _sources.Clone.Restored();
        Edit(clone, yaml => yaml + "\n# A comment.\n");

        var (exitCode, output) = await RunAsync(clone, "--allow", "patch");

        output.ShouldEndWith("""
            Public surface: no change
            Accepted values: no change
            On the wire: no change
            Verdict: patch (nothing that a program can notice)

            """);
        exitCode.ShouldBe(ReleaseExitCode.Success);
    }

    [NodeFact]
    public async Task Each_edit_is_named_and_the_worst_decides()
    {
        var clone = _sources.Clone.Restored();
        Edit(clone, yaml =>
        {
            yaml = RequestProperties().Replace(yaml,
                "$0        rollCount:\n          type: integer\n          minimum: 0\n          description: Where chance begins.\n", 1);
            yaml = ModelValues().Replace(yaml, "$0        - novel-9.0\n", 1);
            yaml = BranchValues().Replace(yaml, "$0novel-9.0, ", 1);
            return BranchMaximum()
                .Replace(yaml, limit => $"{limit.Groups[1]}{int.Parse(limit.Groups[2].Value, CultureInfo.InvariantCulture) - 1}", 1);
        });

        var (exitCode, output) = await RunAsync(clone, "--allow", "minor");

        output.ShouldContain("minor  + member SeedanceGen.VideoRequestBuilder<TSelf>: public TSelf WithRollCount(int rollCount)");
        output.ShouldContain(
            "minor  + member SeedanceGen.VideoRequest: public static SeedanceGen.Novel90RequestBuilder Novel90(string prompt)");
        output.ShouldContain(": duration accepts less: optional, Range [");
        output.ShouldContain("minor  novel-9.0: rollCount is new: optional, Range [0,null]");
        output.ShouldContain("RequestBuilder: rollCount is sent, as 0");
        output.ShouldContain("minor  Novel90RequestBuilder is new");
        output.Split('\n').Where(line => line.StartsWith("  major", StringComparison.Ordinal))
            .ShouldAllBe(line => line.Contains("duration accepts less", StringComparison.Ordinal));
        output.ShouldContain("Verdict: major");
        exitCode.ShouldBe(ReleaseExitCode.LargerBumpNeeded);
    }

    [NodeFact]
    public async Task A_faulty_description_prints_the_errors_of_the_linter()
    {
        var clone = _sources.Clone.Restored();
        Edit(clone, yaml => AnInteger().Replace(yaml, "type: whole", 1));

        var (exitCode, output) = await RunAsync(clone);

        output.ShouldContain("whole");
        output.ShouldNotContain("Verdict");
        exitCode.ShouldBe(ReleaseExitCode.StepFailed);
    }

    [Fact]
    public void The_snapshots_of_a_commit_are_those_to_compare_with()
    {
        using var clone = new Scratch();
        var folder = clone.File(SnapshotNames.Folder.Split('/'));
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(_baseline.Folder))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        Git("init", "-q");
        Git("add", "-A");
        Git("-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "Snapshots");
        File.WriteAllText(Path.Combine(folder, SnapshotNames.Rules), "");

        var accepted = PackageSurface.OfCommit(new RepositoryLayout(clone.Folder), "HEAD");

        SurfaceComparison.Between(accepted, PackageSurface.OfFolder(_baseline.Folder)).Changes.ShouldBeEmpty();
        Should.Throw<ReleaseException>(
            () => PackageSurface.OfCommit(new RepositoryLayout(clone.Folder), "no-such-commit")).Message.ShouldContain("no-such-commit");

        void Git(params string[] arguments) => CommandResult.Run(clone.Folder, "git", arguments).ShouldSucceed();
    }

    /// <summary>What builds the client, in one folder for all edits, because the generator takes longest to build.</summary>
    public sealed class Sources : IDisposable
    {
        private readonly Lazy<Scratch> _clone = new(() => Scratch.WithClientSources(withSpecTools: true));

        public Scratch Clone => _clone.Value;

        public void Dispose()
        {
            if (_clone.IsValueCreated)
                _clone.Value.Dispose();
        }
    }

    private static void Edit(Scratch clone, Func<string, string> edit)
    {
        var file = clone.File("spec", "seedance.openapi.yaml");
        var text = File.ReadAllText(file);
        edit(text).ShouldNotBe(text);
        File.WriteAllText(file, edit(text));
    }

    private async Task<(int ExitCode, string Output)> RunAsync(Scratch clone, params string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        string[] line = ["verdict", .. arguments, "--root", clone.Folder, "--baseline", _baseline.Folder];
        return (await CommandLine.RunAsync(line, _ => null, output), output.ToString());
    }

    // Places in the description that stay where they are when its facts change.
    [GeneratedRegex(@"    VideoGenerationRequest:\n(?:(?!      properties:).*\n)*      properties:\n")]
    private static partial Regex RequestProperties();

    [GeneratedRegex(@"    SeedanceModel:\n(?:(?!      enum:).*\n)*      enum:\n")]
    private static partial Regex ModelValues();

    [GeneratedRegex(@"                model:\n                  enum: \[")]
    private static partial Regex BranchValues();

    [GeneratedRegex(@"(                duration:\n(?:                  .*\n)*?                  maximum: )(\d+)")]
    private static partial Regex BranchMaximum();

    [GeneratedRegex("type: integer")]
    private static partial Regex AnInteger();
}
