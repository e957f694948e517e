using SeedanceGen.Generator.Diagnostics;

namespace SeedanceGen.Generator.Yaml;

/// <summary>Follows <c>$ref</c> inside the file.</summary>
internal sealed class ReferenceResolver(SpecMap root, ProblemList problems)
{
    public const string Schemas = "#/components/schemas/";

    /// <summary>The component that a reference names; null when it names something else.</summary>
    public static string? ComponentName(string reference) =>
        reference.StartsWith(Schemas, StringComparison.Ordinal) ? Unescaped(reference.Substring(Schemas.Length)) : null;

    /// <summary>The components of a description that are schemas; null when it has none.</summary>
    public static SpecMap? SchemasOf(SpecMap root) => (root["components"] as SpecMap)?["schemas"] as SpecMap;

    /// <summary>The names of all components, used or not: NSwag makes a type of each.</summary>
    public IReadOnlyList<SpecScalar> ComponentNames =>
        [.. SchemasOf(root)?.Entries.Select(entry => entry.Key) ?? []];

    /// <summary>The schema of a component; null when there is none.</summary>
    public SpecNode? Component(string name) => SchemasOf(root)?[name];

    /// <summary>Follows references until there is none; reports those that lead nowhere and gives null then.</summary>
    public SpecNode? Follow(SpecNode node)
    {
        var seen = new HashSet<SpecNode>();
        while (node is SpecMap map && map["$ref"] is { } reference)
        {
            if (!seen.Add(node))
            {
                Report(reference, "it comes back to itself");
                return null;
            }

            if (Resolve(reference) is not { } target)
                return null;
            node = target;
        }

        return node;
    }

    /// <summary>What one reference points to.</summary>
    /// <param name="reference">The value of <c>$ref</c>.</param>
    /// <param name="hint">What else the message says when there is nothing.</param>
    public SpecNode? Resolve(SpecNode reference, Func<string>? hint = null)
    {
        if (reference is not SpecScalar { IsNull: false } scalar)
        {
            Report(reference, "it is not a text");
            return null;
        }

        if (!scalar.Text.StartsWith("#/", StringComparison.Ordinal))
        {
            Report(reference, "only references inside the file ('#/…') are followed");
            return null;
        }

        SpecNode? node = root;
        foreach (var step in scalar.Text.Substring(2).Split('/'))
            node = (node as SpecMap)?[Unescaped(step)];
        if (node is null)
            Report(reference, "there is nothing at that place" + hint?.Invoke());
        return node;
    }

    public void Report(SpecNode reference, string reason) =>
        problems.Add(ProblemRules.BrokenReference, reference.Span, (reference as SpecScalar)?.Text ?? reference.Description, reason);

    private static string Unescaped(string step) => Uri.UnescapeDataString(step).Replace("~1", "/").Replace("~0", "~");
}
