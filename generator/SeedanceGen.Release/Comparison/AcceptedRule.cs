using System.Text.Json;

namespace SeedanceGen.Release.Comparison;

/// <summary>One rule of a rule listing.</summary>
/// <param name="Name">Which rule: <c>Range</c>, <c>Values</c> …</param>
/// <param name="Text">The whole rule as it is listed.</param>
/// <param name="Arguments">Its arguments, followed by its flags as strings.</param>
internal sealed record AcceptedRule(string Name, string Text, JsonElement[] Arguments)
{
    public static AcceptedRule Parse(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return new AcceptedRule(text[..space], text, JsonSerializer.Deserialize<JsonElement[]>(text[(space + 1)..])!);
    }

    /// <summary>Whether the other rule accepts everything that this rule accepts; false when that cannot be decided.</summary>
    public bool Implies(AcceptedRule other) => Text == other.Text || (Name, other.Name) switch
    {
        ("Range", "Range") => LowerLimit.CompareTo(other.LowerLimit) >= 0 && UpperLimit.CompareTo(other.UpperLimit) <= 0,
        ("Count" or "Length", "Count" or "Length") => Name == other.Name && Minimum >= other.Minimum && Maximum <= other.Maximum
            && (Has("Unique") || !other.Has("Unique")),
        ("Values", "Values") => Listed(0).IsSubsetOf(other.Listed(0)),
        ("Values", "Range") => Numbers.All(other.Contains),
        ("Values", "Multiple") => Numbers.All(number => number % other.Divisor == 0),
        ("Multiple", "Multiple") => Divisor % other.Divisor == 0,
        ("UriScheme", "UriScheme") => other.Listed(0).Count == 0 || Listed(0).Count > 0 && Listed(0).IsSubsetOf(other.Listed(0)),
        _ => false,
    };

    private double Divisor => Arguments[0].GetDouble();

    private double Minimum => Limit(0, double.NegativeInfinity);

    private double Maximum => Limit(1, double.PositiveInfinity);

    private (double Value, int Excluded) LowerLimit => (Minimum, Has("ExclusiveMinimum") ? 1 : 0);

    private (double Value, int Excluded) UpperLimit => (Maximum, Has("ExclusiveMaximum") ? -1 : 0);

    private IEnumerable<double> Numbers => Arguments[0].EnumerateArray()
        .Select(value => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN);

    private bool Contains(double number) => (number, 0).CompareTo(LowerLimit) >= 0 && (number, 0).CompareTo(UpperLimit) <= 0;

    private HashSet<string> Listed(int position) =>
        Arguments[position].EnumerateArray().Select(value => value.GetRawText()).ToHashSet(StringComparer.Ordinal);

    private double Limit(int position, double none) =>
        Arguments[position].ValueKind == JsonValueKind.Null ? none : Arguments[position].GetDouble();

    private bool Has(string flag) => Arguments.Any(argument => argument.ValueKind == JsonValueKind.String && argument.GetString() == flag);
}
