using System.Text.RegularExpressions;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Conformance.Checks;

/// <summary>A sentence of the API description with the page that it names in brackets.</summary>
/// <param name="Text">What is documented.</param>
/// <param name="Source">The page.</param>
internal sealed partial record DocumentedFact(string Text, string Source)
{
    /// <summary>What the description says of the error envelope.</summary>
    public static DocumentedFact Error { get; } = Of(ApiDescription.Current.Document
        .GetProperty("components").GetProperty("responses").GetProperty(nameof(Error)).GetProperty("description").GetString()!);

    public static DocumentedFact Of(OperationDescription operation) => Of(operation.Description);

    /// <summary>What the description says of one property of a schema.</summary>
    public static DocumentedFact OfProperty(string schema, string property) => Of(ApiDescription.Current.Document
        .GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("properties").GetProperty(property)
        .GetProperty("description").GetString()!);

    private static DocumentedFact Of(string description)
    {
        var page = Page().Match(description);
        var text = Page().Replace(description, "").ReplaceLineEndings(" ").Replace(" .", ".", StringComparison.Ordinal).Trim();
        return new DocumentedFact(text, page.Success ? page.Groups[1].Value : "API description");
    }

    [GeneratedRegex(@"\s*\[([^\]]+)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Page();
}
