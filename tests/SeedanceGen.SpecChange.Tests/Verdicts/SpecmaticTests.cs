using SeedanceGen.Release.Comparison;
using SeedanceGen.SpecChange.Tests.Edits;

namespace SeedanceGen.SpecChange.Tests.Verdicts;

/// <summary>
/// Specmatic checks the same edits for backward compatibility, and knows nothing of this repository. Where it says otherwise, the
/// edit says why.
/// </summary>
[Trait("Category", "Slow")]
public sealed class SpecmaticTests
{
    [SpecmaticFact]
    public void Specmatic_agrees_or_the_edit_says_why_it_does_not()
    {
        using var scratch = new Scratch();
        var files = DescriptionEdits.All.Select((edit, number) => (Edit: edit, Name: $"{number:000}.yaml")).ToList();
        Git("init", "-q", "-b", "before");
        foreach (var (_, name) in files)
            File.Copy(Repository.Yaml, scratch.File(name));
        Commit();
        Git("checkout", "-q", "-b", "after");
        foreach (var (edit, name) in files)
            File.WriteAllText(scratch.File(name), DescriptionEdits.Of(edit));
        Commit();

        var report = CommandResult.Run(
            scratch.Folder, "java",
            ["-jar", Path.Combine(SpecTools.Modules, "specmatic", "specmatic.jar"),
                "backward-compatibility-check", "--base-branch", "before", "--repo-dir", "."],
            ("SPECMATIC_DISABLE_TELEMETRY", "true"));

        report.Output.ShouldContain("Verdict for spec");
        var differences = files.Select(file => Difference(file.Edit, Verdict(report.Output, file.Name))).OfType<string>().ToList();
        differences.ShouldBeEmpty(string.Join('\n', differences));

        void Commit()
        {
            Git("add", "-A");
            Git("-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "Edits");
        }

        void Git(params string[] arguments) => CommandResult.Run(scratch.Folder, "git", arguments).ShouldSucceed();
    }

    /// <summary>Null when the two agree, or when they do not and the edit explains it.</summary>
    private static string? Difference(DescriptionEdit edit, string? verdict) => (edit.Otherwise, verdict) switch
    {
        (_, null) => $"{edit}: Specmatic gives no verdict",
        (null, var said) when said != Ours(edit) => $"{edit}: {edit.Verdict} here, but {said} to Specmatic",
        ({ } reason, var said) when said == Ours(edit) => $"{edit}: both say {said}, and yet it is explained: {reason}",
        _ => null,
    };

    private static string Ours(DescriptionEdit edit) => edit.Verdict == VersionBump.Major ? "INCOMPATIBLE" : "COMPATIBLE";

    private static string? Verdict(string report, string name)
    {
        // A file that is the same as before is not checked.
        var first = report.IndexOf("Verdict for spec", StringComparison.Ordinal);
        var start = report.IndexOf($"{name}:\n    (", first, StringComparison.Ordinal);
        if (start < 0)
            return null;
        var from = report.IndexOf('(', start) + 1;
        return report[from..report.IndexOf(')', from)];
    }
}

/// <summary>A test that needs Java and Node.js; skipped, with that reason, only where one is missing and <c>CI</c> is not set.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SpecmaticFactAttribute : FactAttribute
{
    public SpecmaticFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") is null
            && Array.Find(["npm", "java"], program => !Programs.Has(program)) is { } missing)
            Skip = $"{missing} is not on this machine. (With CI set, this test runs and fails.)";
    }
}
