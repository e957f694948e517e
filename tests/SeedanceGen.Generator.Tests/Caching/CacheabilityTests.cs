using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SeedanceGen.Generator.Tests.Infrastructure;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace SeedanceGen.Generator.Tests.Caching;

/// <summary>Which step runs again after which edit.</summary>
public sealed class CacheabilityTests
{
    private const string Fault = "          x-unit: seconds\n";
    private static readonly string Faulty = RepositoryFiles.Spec.Replace(Fault, "          minimum: 1_000\n", StringComparison.Ordinal);

    [Fact]
    public void A_keystroke_in_csharp_runs_nothing() =>
        Reasons(RepositoryFiles.Spec, driver => driver.RunGenerators(WithSyntaxTree("class B;"))).ShouldBe(AllCached());

    [Fact]
    public void An_unrelated_additional_file_runs_nothing() =>
        Reasons(RepositoryFiles.Spec,
            driver => driver.AddAdditionalTexts([new MemoryText("notes.txt", "x")]).RunGenerators(GeneratorRun.EmptyProject))
            .ShouldBe(AllCached());

    [Fact]
    public void The_same_text_in_a_new_file_object_runs_nothing() =>
        Reasons(RepositoryFiles.Spec, Replacing(RepositoryFiles.Spec)).ShouldBe(AllCached());

    [Fact]
    public void A_comment_in_a_valid_file_is_parsed_and_changes_nothing() =>
        Reasons(RepositoryFiles.Spec, Replacing("# a comment\n" + RepositoryFiles.Spec))
            .ShouldBe(new StepReasons(Modified, Unchanged, Cached, Cached, [Cached, Cached]));

    [Fact]
    public void A_changed_limit_changes_the_code_and_not_the_diagnostics() =>
        Reasons(RepositoryFiles.Spec, Replacing(RepositoryFiles.Spec.Replace("maximum: 15", "maximum: 12", StringComparison.Ordinal)))
            .ShouldBe(new StepReasons(Modified, Modified, Modified, Unchanged, [Modified, Cached]));

    [Fact]
    public void A_comment_above_a_fault_moves_the_diagnostic_and_not_the_code() =>
        Reasons(Faulty, Replacing("# a comment\n" + Faulty))
            .ShouldBe(new StepReasons(Modified, Modified, Unchanged, Modified, [Cached, Modified]));

    private static StepReasons AllCached() => new(Cached, Cached, Cached, Cached, [Cached, Cached]);

    private static CSharpCompilation WithSyntaxTree(string source) =>
        GeneratorRun.EmptyProject.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, GeneratorRun.Language));

    private static Func<GeneratorDriver, GeneratorDriver> Replacing(string text) => driver =>
    {
        var old = driver.GetRunResult();
        old.Results.ShouldHaveSingleItem();
        return driver.ReplaceAdditionalTexts([new MemoryText(GeneratorRun.SpecPath, text)]).RunGenerators(GeneratorRun.EmptyProject);
    };

    private static StepReasons Reasons(string yaml, Func<GeneratorDriver, GeneratorDriver> edit)
    {
        GeneratorDriver driver = GeneratorRun.Driver(new MemoryText(GeneratorRun.SpecPath, yaml));
        var result = edit(driver.RunGenerators(GeneratorRun.EmptyProject)).GetRunResult().Results.Single();
        result.Exception.ShouldBeNull();
        return StepReasons.Of(result);
    }
}
