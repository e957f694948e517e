using SeedanceGen.Release.Comparison;

namespace SeedanceGen.SpecChange.Tests.Edits;

/// <summary>One edit that a maintainer would make, and what the comparison of the descriptions says about it.</summary>
/// <param name="Name">The kind of edit.</param>
/// <param name="Apply">Edits a copy of the description.</param>
/// <param name="Verdict">What the edit asks of the version.</param>
/// <param name="Lines">Each change that is named, the worst first.</param>
internal sealed record DescriptionEdit(string Name, Func<YamlEditor, YamlEditor> Apply, VersionBump Verdict, params string[] Lines)
{
    public DescriptionEdit(string name, Recipe recipe, VersionBump verdict, params string[] lines)
        : this(name, recipe.Apply, verdict, lines) => Recipe = recipe;

    /// <summary>The recipe that makes the edit; null when no page has it.</summary>
    public Recipe? Recipe { get; }

    /// <summary>Why Specmatic says otherwise; null when it agrees.</summary>
    public string? Otherwise { get; init; }

    public override string ToString() => Name;
}

/// <summary>
/// The edits of the tests. What they say about the service is invented: they are applied to copies, and never to the description itself.
/// </summary>
internal static partial class DescriptionEdits
{
    private const string Submit = "paths > /api/open/v1/video/generations > post";
    private const string Read = "paths > /api/open/v1/video/generations/{requestId} > get";
    private const string Models = "paths > /api/open/v1/models > get";
    private const string Callback = Submit + " > callbacks > finalResult > {$request.body#/webhookUrl} > post";
    private const string Schemas = "components > schemas";
    private const string Request = Schemas + " > VideoGenerationRequest";
    private const string Fields = Request + " > properties";
    private const string Response = Schemas + " > VideoGeneration";
    private const string Branches = Request + " > allOf > [1] > oneOf";

    public static IReadOnlyList<DescriptionEdit> All { get; } =
        [.. Operations, .. RequestFields, .. Rules, .. Responses, .. Webhooks, .. Places];

    /// <summary>The description, edited.</summary>
    public static string Of(DescriptionEdit edit) => edit.Apply(new YamlEditor(File.ReadAllText(Repository.Yaml))).ToString();

    public static DescriptionEdit Named(string name) => All.Single(edit => edit.Name == name);
}
