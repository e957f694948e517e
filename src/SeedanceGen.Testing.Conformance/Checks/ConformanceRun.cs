using System.Text.Json;
using System.Text.RegularExpressions;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Conformance.Checks;

/// <summary>Collects the checks of one run.</summary>
internal sealed class ConformanceRun(ConformanceClient client, ConformanceOptions options)
{
    private readonly List<ConformanceCheck> _checks = [];
    private int _creditsCharged;

    public ConformanceClient Client { get; } = client;

    public ConformanceOptions Options { get; } = options;

    public void Charge(int credits) => _creditsCharged += credits;

    /// <summary>Records a check; it failed when there is a problem.</summary>
    /// <returns>Whether it passed.</returns>
    public bool Check(string name, DocumentedFact fact, string? problem, string observed)
    {
        Add(name, fact, problem is null ? ConformanceResult.Passed : ConformanceResult.Failed, problem ?? observed);
        return problem is null;
    }

    public void Skip(string name, DocumentedFact fact, string reason) => Add(name, fact, ConformanceResult.Skipped, reason);

    public ConformanceReport ToReport() => new([.. _checks], _creditsCharged);

    private void Add(string name, DocumentedFact fact, ConformanceResult result, string observed)
    {
        if (Options.ApiKey is { Length: > 0 } key)
            observed = observed.Replace(key, "[redacted]", StringComparison.Ordinal);
        _checks.Add(new ConformanceCheck(name, fact.Text, fact.Source, result, observed));
    }
}

/// <summary>A sentence of the API description, and the page of the documentation that it names in brackets.</summary>
/// <param name="Text">What is documented.</param>
/// <param name="Source">The page.</param>
internal sealed partial record DocumentedFact(string Text, string Source)
{
    /// <summary>What the description says of the error envelope.</summary>
    public static DocumentedFact Error { get; } = Of(ApiDescription.Current.Document
        .GetProperty("components").GetProperty("responses").GetProperty(nameof(Error)).GetProperty("description").GetString()!);

    public static DocumentedFact Of(OperationDescription operation) => Of(operation.Description);

    /// <summary>What the description says of one field; of one that it does not have, nothing.</summary>
    public static DocumentedFact OfField(SchemaView owner, string? field) => Of((field is null ? [] : owner.Property(field))
        .SelectMany(schema => (JsonElement[])[schema, ApiDescription.Current.Follow(schema)])
        .Select(schema => ApiDescription.Text(schema, "description"))
        .FirstOrDefault(text => text is not null) ?? "");

    private static DocumentedFact Of(string description)
    {
        var page = Page().Match(description);
        var text = Page().Replace(description, "").ReplaceLineEndings(" ").Replace(" .", ".", StringComparison.Ordinal).Trim();
        return new DocumentedFact(text, page.Success ? page.Groups[1].Value : "API description");
    }

    [GeneratedRegex(@"\s*\[([^\]]+)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Page();
}
