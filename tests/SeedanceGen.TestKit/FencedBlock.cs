using System.Text.RegularExpressions;

namespace SeedanceGen.TestKit;

/// <summary>A block of code of a documentation page.</summary>
/// <param name="Page">The page, from the root of the repository.</param>
/// <param name="Language">What stands behind its opening fence.</param>
/// <param name="Text">What is between the fences.</param>
public sealed partial record FencedBlock(string Page, string Language, string Text)
{
    /// <summary>All pages of the repository, from its root.</summary>
    public static IReadOnlyList<string> Pages { get; } =
        [.. Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(page => !page.Split('/').Any(folder => folder is "node_modules" or "bin" or "obj" or ".git"))
            .Order(StringComparer.Ordinal)];

    /// <summary>All blocks of all pages, those of the tests' own folders apart.</summary>
    public static IReadOnlyList<FencedBlock> All { get; } =
        [.. Pages.Where(page => !page.StartsWith("tests/", StringComparison.Ordinal)).SelectMany(Of)];

    public static IEnumerable<FencedBlock> Of(string page) =>
        Fence().Matches(File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n"))
            .Select(match => new FencedBlock(page, match.Groups[2].Value, match.Groups[3].Value));

    /// <summary>The using directives that C# begins with; empty when there are none.</summary>
    public string Usings => Directives().Match(Text).Value;

    /// <summary>C# after its using directives.</summary>
    public string Body => Text[Usings.Length..];

    public static IEnumerable<FencedBlock> Of(string page, string language) => Of(page).Where(block => block.Language == language);

    [GeneratedRegex("^( *)(?:```|~~~)([^\n`]*)\n(.*?)^\\1(?:```|~~~) *$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\A(?:using [\w.]+;\n)*\n?")]
    private static partial Regex Directives();
}
