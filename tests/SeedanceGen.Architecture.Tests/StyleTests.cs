using Microsoft.CodeAnalysis.CSharp.Syntax;
using SeedanceGen.Release.Measuring;

namespace SeedanceGen.Architecture.Tests;

/// <summary>The rules of style that no analyzer of the build checks.</summary>
[Trait("Category", "Slow")]
public sealed class StyleTests
{
    [Fact]
    public void Two_types_do_not_share_a_name() =>
        Known.Remaining(Known.SharedNames, SourceFigures.SharedNames(Clone.Code)).ShouldBeEmpty();

    [Fact]
    public void A_file_has_at_most_500_lines() =>
        Known.Remaining(Known.LongFiles, SourceFigures.LongFiles(Clone.Code).Where(CodeBase.IsProduct)).ShouldBeEmpty();

    /// <summary>The order of <c>dotnet format</c>, which no analyzer of the build reports: System first, then by name.</summary>
    [Fact]
    public void Usings_are_in_order() => Clone.Code.Files.Where(file => !file.IsGenerated && !AreInOrder(file)).Select(file => file.Path)
        .ShouldBeEmpty();

    [Fact]
    public void An_object_does_not_lock_itself() =>
        Known.Remaining(Known.LocksOnThis, SourceFigures.LocksOnThis(Clone.Code)).ShouldBeEmpty();

    [Fact]
    public void Time_comes_from_few_providers_of_our_own()
    {
        var found = SourceFigures.TimeProviders(Clone.Code).ToList();

        found.Count.ShouldBeLessThanOrEqualTo(Known.TimeProviders, string.Join('\n', found));
    }

    /// <summary>The generator of log messages writes several classes in an order that changes, so two builds would differ.</summary>
    [Fact]
    public void A_package_has_one_class_of_generated_log_messages() => Clone.Code.Files
        .Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal)
            && !file.Path.StartsWith("src/samples/", StringComparison.Ordinal)
            && file.Tree.ToString().Contains("[LoggerMessage(", StringComparison.Ordinal))
        .GroupBy(file => file.Path.Split('/')[1]).Where(package => package.Count() > 1)
        .SelectMany(package => package.Select(file => file.Path)).ShouldBeEmpty();

    private static bool AreInOrder(SourceFile file)
    {
        var names = ((CompilationUnitSyntax)file.Tree.GetRoot()).Usings
            .Where(directive => directive is { Alias: null, StaticKeyword.RawKind: 0, GlobalKeyword.RawKind: 0 })
            .Select(directive => directive.Name!.ToString()).ToList();
        // A dot sorts before every letter, so that a namespace is followed by those inside it.
        return names.SequenceEqual(names
            .OrderBy(name => !(name + ".").StartsWith("System.", StringComparison.Ordinal))
            .ThenBy(name => name, StringComparer.OrdinalIgnoreCase));
    }
}
