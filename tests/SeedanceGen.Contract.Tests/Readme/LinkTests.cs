using System.Text.RegularExpressions;

namespace SeedanceGen.Contract.Tests.Readme;

/// <summary>Links between the pages of the repository. The tests of packages follow the links of packed pages inside the package.</summary>
public sealed partial class LinkTests
{
    private static readonly string[] Folders = ["spec", "generator", "src", "tests"];

    [Fact]
    public void Every_link_of_every_page_leads_to_a_file_and_a_heading_that_exist()
    {
        var broken = new List<string>();
        foreach (var page in FencedBlock.Pages)
        {
            foreach (var link in PageLinks.Of(File.ReadAllText(Repository.PathOf(page))))
            {
                var (path, heading) = (link.Split('#')[0], link.Contains('#', StringComparison.Ordinal) ? link.Split('#')[1] : null);
                var file = Repository.PathOf(page);
                var target = path.Length == 0 ? file : Path.Combine(Path.GetDirectoryName(file)!, path);
                var exists = File.Exists(target) || Directory.Exists(target);
                if (!exists || (heading is not null && !Headings(File.ReadAllText(target)).Contains(heading)))
                    broken.Add($"{page}: {link}");
            }
        }

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void The_index_links_every_guide()
    {
        const string Index = "README.md";
        var folder = Repository.PathOf("src", "docs");

        var linked = PageLinks.Of(File.ReadAllText(Path.Combine(folder, Index)))
            .Where(link => !link.Contains('/', StringComparison.Ordinal));

        var guides = Directory.EnumerateFiles(folder, "*.md").Select(file => Path.GetFileName(file)).Where(name => name != Index);
        linked.ShouldBe(guides, ignoreOrder: true);
    }

    [Fact]
    public void The_site_of_the_reference_has_the_guides_of_the_index_by_their_names()
    {
        var folder = Repository.PathOf("src", "docs");

        var shown = SiteGuide().Matches(File.ReadAllText(Path.Combine(folder, "toc.yml")))
            .Select(match => $"{match.Groups[1].Value}: {match.Groups[2].Value}");

        shown.ShouldBe(IndexGuide().Matches(File.ReadAllText(Path.Combine(folder, "README.md")))
            .Select(match => $"{match.Groups[1].Value}: {match.Groups[2].Value}"));
    }

    [Fact]
    public void The_site_of_the_reference_has_every_library()
    {
        // The tool, the templates and the assembly of the page have no types for others; the fixture for xunit 2 has that of xunit.v3.
        string[] others = ["SeedanceGen.Cli", "SeedanceGen.Templates", "SeedanceGen.Testing.Page", "SeedanceGen.Testing.Xunit"];
        var libraries = Directory.EnumerateDirectories(Repository.PathOf("src"), "SeedanceGen*").Select(folder => Path.GetFileName(folder));

        var shown = SiteAssembly().Matches(File.ReadAllText(Repository.PathOf("src", "docs", "docfx.json")))
            .Select(match => match.Groups[1].Value);

        shown.ShouldBe(libraries.Except(others), ignoreOrder: true);
    }

    /// <summary>A recipe that names a file by its end leads to one file only.</summary>
    [Fact]
    public void Every_file_that_the_page_for_contributors_names_is_exactly_one_file()
    {
        var files = Folders.SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories))
            .Select(file => "/" + Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => !NotCommitted().IsMatch(file)).ToList();
        var page = File.ReadAllText(Repository.PathOf("CONTRIBUTING.md"));

        foreach (var name in FileName().Matches(page).Select(match => match.Groups[1].Value))
            files.Where(file => file.EndsWith("/" + name, StringComparison.Ordinal)).ShouldHaveSingleItem($"CONTRIBUTING.md names {name}.");
    }

    /// <summary>The anchors that common renderers of Markdown give to headings.</summary>
    private static HashSet<string> Headings(string page) =>
    [
        .. Heading().Matches(page).Select(match => NoAnchor().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), string.Empty)
            .Replace(' ', '-')),
    ];

    [GeneratedRegex(@"""(SeedanceGen[\w.]*)/bin/")]
    private static partial Regex SiteAssembly();

    [GeneratedRegex(@"(?m)^#+ (.*)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();

    [GeneratedRegex(@"`((?:[\w.]+/)*[\w.]+\.(?:cs|md|yaml))`")]
    private static partial Regex FileName();

    [GeneratedRegex("""^  - name: "(.+)"\r?\n    href: (\S+)\r?$""", RegexOptions.Multiline)]
    private static partial Regex SiteGuide();

    [GeneratedRegex(@"^\| \[([^\]]+)\]\(([\w-]+\.md)\)", RegexOptions.Multiline)]
    private static partial Regex IndexGuide();

    [GeneratedRegex("/(?:bin|obj|node_modules)/")]
    private static partial Regex NotCommitted();
}
