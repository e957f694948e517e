using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SeedanceGen.Analyzers.CodeFixes.Jobs;

namespace SeedanceGen.Analyzers.Tests;

/// <summary>A compiler loads no analyzer that is built against a newer one (CS9057), and none whose references it does not have.</summary>
public sealed class LoadingTests
{
    private static readonly Assembly[] Shipped = [typeof(Descriptors).Assembly, typeof(JobDroppedFix).Assembly];

    private static readonly Dictionary<string, Version> Newest = new(StringComparer.Ordinal)
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["Microsoft.CodeAnalysis"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp"] = new(4, 8, 0, 0),
        ["Microsoft.CodeAnalysis.Workspaces"] = new(4, 8, 0, 0),
        ["System.Collections.Immutable"] = new(7, 0, 0, 0),
        ["SeedanceGen.Analyzers"] = Shipped[0].GetName().Version!,
    };

    [Fact]
    public void The_compiler_of_these_tests_is_that_of_the_NET_SDK_8_0_100() =>
        typeof(CSharpCompilation).Assembly.GetName().Version.ShouldBe(new Version(4, 8, 0, 0));

    [Fact]
    public void Every_analyzer_is_loaded_from_its_file()
    {
        var file = new AnalyzerFileReference(typeof(Descriptors).Assembly.Location, new FileLoader());
        var failures = new List<string>();
        file.AnalyzerLoadFailed += (_, failure) => failures.Add($"{failure.ErrorCode}: {failure.Message}");

        var loaded = file.GetAnalyzers(LanguageNames.CSharp);

        failures.ShouldBeEmpty();
        loaded.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ShouldBe(["SDG1001", "SDG1002", "SDG1003", "SDG1004"]);
    }

    [Fact]
    public void Analyzers_and_fixes_refer_to_nothing_newer_than_that_compiler_and_its_editors_have()
    {
        foreach (var reference in Shipped.SelectMany(assembly => assembly.GetReferencedAssemblies()))
        {
            Newest.ShouldContainKey(reference.Name!);
            reference.Version!.ShouldBeLessThanOrEqualTo(Newest[reference.Name!], reference.FullName);
        }
    }

    private sealed class FileLoader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
