using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SeedanceGen.Release.Measuring;

/// <summary>The size of hand-written C#, of one project or of several.</summary>
internal sealed record ProjectSize(string Project, int Files, int Lines, int Median, int Percentile90, string Longest)
{
    public static ProjectSize Of(CodeBase code, string project) => Of(project, code.Of(project));

    public static ProjectSize Of(string name, IEnumerable<SourceFile> source)
    {
        var files = source.Where(file => !file.IsGenerated).OrderBy(file => file.LineCount).ToList();
        return files.Count == 0
            ? new ProjectSize(name, 0, 0, 0, 0, "")
            : new ProjectSize(
                name, files.Count, files.Sum(file => file.LineCount),
                files[files.Count / 2].LineCount, files[files.Count * 9 / 10].LineCount,
                $"{files[^1].LineCount} ({Path.GetFileName(files[^1].Path)})");
    }
}

/// <summary>What the style rules of the repository count in its source.</summary>
internal static class SourceFigures
{
    public const int LongestLine = 140;
    public const int LongestFile = 500;
    public const int SmallType = 30;

    /// <summary>
    /// The lines that are longer than the limit, in all C# that people write. A character beyond 16 bits is one character, as for CI.
    /// </summary>
    public static IEnumerable<string> LongLines(CodeBase code) =>
        from file in code.Files
        where !file.IsGenerated
        from line in file.Lines.Select((text, index) => (Text: text, Number: index + 1))
        where line.Text.Length > LongestLine && line.Text.EnumerateRunes().Count() > LongestLine
        select $"{file.Path}:{line.Number}";

    public static IEnumerable<string> LongFiles(CodeBase code) =>
        code.Files.Where(file => !file.IsGenerated && file.LineCount > LongestFile).Select(file => $"{file.Path}: {file.LineCount} lines");

    /// <summary>The classes that extend the platform's clock, in all projects; a fake from a package does not count.</summary>
    public static IEnumerable<string> TimeProviders(CodeBase code) =>
        from file in code.Files
        from type in file.Tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
        where type.BaseList?.Types.Any(parent => parent.Type
            is IdentifierNameSyntax { Identifier.Text: "TimeProvider" or "FakeTimeProvider" }
            or QualifiedNameSyntax { Right.Identifier.Text: "TimeProvider" }) == true
        select $"{type.Identifier.Text} ({file.Path})";

    /// <summary>The places that lock an object which others can lock too.</summary>
    public static IEnumerable<string> LocksOnThis(CodeBase code) =>
        from file in code.Files
        from statement in file.Tree.GetRoot().DescendantNodes().OfType<LockStatementSyntax>()
        where statement.Expression is ThisExpressionSyntax
        select $"{file.Path}:{statement.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    /// <summary>
    /// The names that more than one type of <c>src</c> and <c>generator</c> has; the declarations of a partial type are one.
    /// </summary>
    public static IEnumerable<string> SharedNames(CodeBase code) =>
        from file in code.Product
        where !file.IsGenerated
        from type in file.Tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>()
        where type is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
            && type.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax
        where !type.Modifiers.Any(SyntaxKind.PartialKeyword) && !type.Modifiers.Any(SyntaxKind.FileKeyword)
        group file by Name(type) into declarations
        where declarations.Count() > 1
        select $"{declarations.Key} ({string.Join(", ", declarations.Select(file => file.Path))})";

    /// <summary>The small internal types of a project that only one other file uses.</summary>
    public static IEnumerable<string> SmallTypesWithOneUser(CodeBase code, string project)
    {
        var users = new Dictionary<INamedTypeSymbol, HashSet<string>>(SymbolEqualityComparer.Default);
        foreach (var file in code.Product)
        {
            foreach (var type in code.TypesNamedIn(file))
                (users.TryGetValue(type, out var files) ? files : users[type] = []).Add(file.Path);
        }

        var declared = code.Types().SelectMany(type => code.Declaring(type).Distinct().Select(file => (File: file, Type: type)))
            .ToLookup(pair => pair.File, pair => pair.Type);
        return
            from file in code.Of(project)
            where !file.IsGenerated && file.LineCount <= SmallType && declared[file].Count() == 1
            let type = declared[file].Single()
            where type.DeclaredAccessibility == Accessibility.Internal && code.Declaring(type).Distinct().Count() == 1
            let others = users.GetValueOrDefault(type)?.Where(user => user != file.Path).ToList()
            where others is [_]
            orderby file.Path
            select $"{type.Name} (used by {Path.GetFileName(others[0])})";
    }

    private static string Name(MemberDeclarationSyntax type) => type switch
    {
        TypeDeclarationSyntax { TypeParameterList.Parameters.Count: > 0 and var count } generic => $"{generic.Identifier.Text}`{count}",
        BaseTypeDeclarationSyntax plain => plain.Identifier.Text,
        DelegateDeclarationSyntax function => function.Identifier.Text,
        _ => "",
    };
}
