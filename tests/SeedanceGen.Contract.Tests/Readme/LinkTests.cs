using System.Text.RegularExpressions;

namespace SeedanceGen.Contract.Tests.Readme;

/// <summary>Links between the pages of the repository. The tests of packages follow the links of packed pages inside the package.</summary>
public sealed partial class LinkTests
{
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

    /// <summary>The anchors that common renderers of Markdown give to headings.</summary>
    private static HashSet<string> Headings(string page) =>
    [
        .. Heading().Matches(page).Select(match => NoAnchor().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), string.Empty)
            .Replace(' ', '-')),
    ];

    [GeneratedRegex(@"(?m)^#+ (.*)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();
}
