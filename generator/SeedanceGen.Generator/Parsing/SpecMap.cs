using SeedanceGen.Generator.Diagnostics;

namespace SeedanceGen.Generator.Parsing;

/// <summary>A mapping with text keys.</summary>
internal sealed class SpecMap(IReadOnlyList<SpecEntry> entries, SpecSpan span) : SpecNode(span)
{
    private readonly Dictionary<string, SpecEntry> _byKey = entries.ToDictionary(entry => entry.Key.Text, StringComparer.Ordinal);

    public IReadOnlyList<SpecEntry> Entries { get; } = entries;

    public override string Description => "a mapping";

    public SpecNode? this[string key] => _byKey.TryGetValue(key, out var entry) ? entry.Value : null;

    public SpecEntry? Find(string key) => _byKey.TryGetValue(key, out var entry) ? entry : null;
}
