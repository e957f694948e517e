using System.Text.RegularExpressions;

namespace SeedanceGen.TestKit;

/// <summary>A recipe of <c>spec/recipes.md</c>: the lines of YAML that the page shows, and the verdict that it names.</summary>
/// <param name="Title">The heading on the page.</param>
/// <param name="Yaml">The block below it.</param>
/// <param name="Verdict">The first word below the block.</param>
public sealed partial record Recipe(string Title, string Yaml, string Verdict)
{
    public const string Page = "spec/recipes.md";

    private const string Request = "components > schemas > VideoGenerationRequest";
    private const string Submit = "paths > /api/open/v1/video/generations > post";

    public static IReadOnlyList<Recipe> All { get; } =
        [.. Section().Matches(File.ReadAllText(Repository.PathOf(Page)).ReplaceLineEndings("\n"))
            .Select(match => new Recipe(match.Groups["title"].Value, match.Groups["yaml"].Value, match.Groups["verdict"].Value))];

    public static Recipe Named(string title) => All.SingleOrDefault(recipe => recipe.Title == title)
        ?? throw new ArgumentException($"{Page} has no recipe '{title}'.", nameof(title));

    /// <summary>Makes the edit as the page says: each step has a comment with the place, and the lines for it.</summary>
    public YamlEditor Apply(YamlEditor yaml)
    {
        var steps = Step().Matches(Yaml);
        steps.Count.ShouldBePositive($"The recipe '{Title}' names no place.");
        Yaml.ShouldStartWith(steps[0].Value);
        return steps.Aggregate(yaml, (edited, step) =>
        {
            var place = step.Groups["place"].Value.Replace("REQUEST", Request, StringComparison.Ordinal)
                .Replace("SUBMIT", Submit, StringComparison.Ordinal);
            var lines = step.Groups["lines"].Value;
            return step.Groups["verb"].Value switch
            {
                "in" => edited.Add(place, lines),
                "instead of" => edited.Replace(place, lines),
                "rename" => edited.Rename(place, lines.Trim()),
                _ => edited.Remove(place),
            };
        });
    }

    [GeneratedRegex(
        @"^### (?<title>[^\n]+)\n\n```yaml\n(?<yaml>.*?)^```\n\n(?<verdict>\w+)", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(
        @"^# (?<verb>in|instead of|without|rename) (?<place>[^\n]+)\n"
        + @"(?<lines>(?:(?!# (?:in|instead of|without|rename) )[^\n]*\n)*)",
        RegexOptions.Multiline)]
    private static partial Regex Step();
}
