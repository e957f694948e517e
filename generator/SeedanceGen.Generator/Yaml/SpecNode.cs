using System.Globalization;
using System.Text.RegularExpressions;
using SeedanceGen.Generator.Diagnostics;

namespace SeedanceGen.Generator.Yaml;

/// <summary>A part of the YAML with its place.</summary>
internal abstract class SpecNode(SpecSpan span)
{
    public SpecSpan Span { get; } = span;

    /// <summary>The entries of a mapping; none of anything else.</summary>
    public virtual IReadOnlyList<SpecEntry> Entries => [];

    /// <summary>The items of a sequence; none of anything else.</summary>
    public virtual IReadOnlyList<SpecNode> Items => [];

    /// <summary>What it is, in words.</summary>
    public abstract string Description { get; }
}

/// <summary>A mapping with text keys.</summary>
internal sealed class SpecMap(IReadOnlyList<SpecEntry> entries, SpecSpan span) : SpecNode(span)
{
    private readonly Dictionary<string, SpecEntry> _byKey = entries.ToDictionary(entry => entry.Key.Text, StringComparer.Ordinal);

    public override IReadOnlyList<SpecEntry> Entries { get; } = entries;

    public override string Description => "a mapping";

    public SpecNode? this[string key] => _byKey.TryGetValue(key, out var entry) ? entry.Value : null;

    public SpecEntry? Find(string key) => _byKey.TryGetValue(key, out var entry) ? entry : null;
}

/// <summary>A key of a mapping with its value.</summary>
internal sealed record SpecEntry(SpecScalar Key, SpecNode Value);

/// <summary>A sequence.</summary>
internal sealed class SpecList(IReadOnlyList<SpecNode> items, SpecSpan span) : SpecNode(span)
{
    public override IReadOnlyList<SpecNode> Items { get; } = items;

    public override string Description => "a list";
}

/// <summary>
/// A single value. Without quotes it may be a number, a truth value or null, as in JSON; with quotes it is always a text.
/// </summary>
internal sealed class SpecScalar(string text, bool isPlain, SpecSpan span) : SpecNode(span)
{
    /// <summary>
    /// A number as JSON writes it. <c>1_000</c>, <c>0x10</c>, <c>010</c> and <c>.5</c> mean something else in every YAML reader.
    /// </summary>
    private static readonly Regex Number = new(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant);

    public string Text { get; } = text;

    public bool IsPlain { get; } = isPlain;

    public override string Description => !IsPlain ? $"the text '{Text}'" : IsNull ? "null" : $"'{Text}'";

    public bool IsNull => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";

    /// <summary>Whether the value is a text and not a number, a truth value or null, which other readers would see.</summary>
    public bool IsText => !IsPlain || !(IsNull || IsTruthValue || Number.IsMatch(Text) || LooksLikeNumber);

    /// <summary>Whether it is the name of an extension, which OpenAPI leaves to its users.</summary>
    public bool IsExtension => Text.StartsWith("x-", StringComparison.Ordinal);

    public bool IsWholeNumberLiteral => Text.IndexOfAny(['.', 'e', 'E']) < 0;

    private bool IsTruthValue => Text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE";

    private bool LooksLikeNumber => decimal.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    public bool TryGetNumber(out decimal number)
    {
        number = 0;
        if (!IsPlain || !Number.IsMatch(Text) || !decimal.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return false;

        // Without trailing zeros, so that 4.0 and 4 are written alike.
        number = value / 1.000000000000000000000000000000000m;
        return true;
    }

    public bool TryGetTruthValue(out bool value)
    {
        value = Text == "true";
        return IsPlain && Text is "true" or "false";
    }
}
