using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SeedanceGen.Generator.Tests.Infrastructure;

namespace SeedanceGen.Generator.Tests.Caching;

/// <summary>What the pipeline keeps between runs.</summary>
public sealed class CachedValueTests
{
    private const int CostOfKeystroke = 64 * 1024;

    [Fact]
    public void No_cached_value_holds_on_to_the_compiler()
    {
        var yaml = RepositoryFiles.Spec.Replace("maximum: 15", "maximum: 1_5", StringComparison.Ordinal);
        var result = GeneratorRun.Of(yaml);
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        string[] steps = [SpecSteps.Files, SpecSteps.Parsed, SpecSteps.Models, SpecSteps.Problems];
        foreach (var output in steps.SelectMany(step => result.TrackedSteps[step]).SelectMany(step => step.Outputs))
            Walk(output.Value, seen, "value");

        // The walk reached the deepest record.
        seen.OfType<Model.ChoiceModel>().ShouldNotBeEmpty();
        seen.OfType<Diagnostics.Problem>().ShouldNotBeEmpty();
    }

    [Fact]
    public void The_walk_finds_a_forbidden_value()
    {
        var hidden = new { Inner = new List<object?> { null, Location.None } };
        Should.Throw<ShouldAssertException>(() => Walk(hidden, [], "value"));
    }

    [Fact]
    public void A_keystroke_costs_less_than_64_KiB()
    {
        GeneratorDriver driver = GeneratorRun.Driver(new MemoryText(GeneratorRun.SpecPath, RepositoryFiles.Spec));
        driver = driver.RunGenerators(GeneratorRun.EmptyProject);
        var edits = Enumerable.Range(0, 12).Select(i => GeneratorRun.EmptyProject.WithAssemblyName("Edit" + i)).ToArray();
        driver = edits.Take(2).Aggregate(driver, (current, edit) => current.RunGenerators(edit));

        var costs = new List<long>();
        foreach (var edit in edits.Skip(2))
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            driver = driver.RunGenerators(edit);
            costs.Add(GC.GetAllocatedBytesForCurrentThread() - before);
        }

        costs.Max().ShouldBeLessThan(CostOfKeystroke);
    }

    private static void Walk(object? value, HashSet<object> seen, string path)
    {
        if (value is null or string || value.GetType().IsPrimitive || !seen.Add(value))
            return;

        var isForbidden =
            value is Compilation or ISymbol or SyntaxNode or SyntaxTree or Location or Diagnostic or AdditionalText or SourceText;
        isForbidden.ShouldBeFalse($"{path} is a {value.GetType()}");

        if (value is IEnumerable items)
        {
            foreach (var item in items)
                Walk(item, seen, path + "[]");
        }

        const BindingFlags Everything = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        for (var type = value.GetType(); type is not null && type.Assembly != typeof(object).Assembly; type = type.BaseType)
        {
            foreach (var field in type.GetFields(Everything))
                Walk(field.GetValue(value), seen, path + "." + field.Name);
        }
    }
}
