using System.Globalization;
using System.Text.Json.Nodes;
using SeedanceGen.Release.Descriptions;

namespace SeedanceGen.Release.Comparison;

/// <summary>Who writes a value.</summary>
internal enum Direction
{
    /// <summary>A program sends it: what is accepted less breaks the program.</summary>
    Sent,

    /// <summary>A program receives it: what is promised less breaks the program.</summary>
    Received,
}

/// <summary>
/// Compares two schemas. What a program sends may be accepted more widely, and what it receives may be promised more narrowly; the opposite
/// breaks it. A received value that is new does not: open enumerations, unions and records keep what they do not know.
/// </summary>
internal sealed class SchemaComparison(ComparedDescription accepted, ComparedDescription current, List<Change> found)
{
    private readonly HashSet<(string, string, Direction)> _compared = [];

    /// <param name="old">The schema of before.</param>
    /// <param name="now">The schema as it is now.</param>
    /// <param name="direction">Who writes the value.</param>
    /// <param name="subject">What the schema is about, for messages; a component's own name takes its place.</param>
    public void Compare(JsonNode? old, JsonNode? now, Direction direction, string subject) =>
        Compare(ComparedSchema.Of(accepted, old), ComparedSchema.Of(current, now), direction, subject);

    private void Compare(ComparedSchema old, ComparedSchema now, Direction direction, string subject)
    {
        if (old.Name is { } name && now.Name is { } other && !_compared.Add((name, other, direction)))
            return;
        if (now.Properties.Count > 0 || old.Properties.Count > 0)
            subject = now.Name ?? subject;
        var isSent = direction == Direction.Sent;

        if (Kind(old) != Kind(now))
        {
            Found(VersionBump.Major, subject, $"is now {Kind(now)}, was {Kind(old)}");
            return;
        }

        if (old.Unit != now.Unit)
            Found(VersionBump.Major, subject, $"is now counted in {now.Unit ?? "no unit"}, was in {old.Unit ?? "no unit"}");
        if (isSent && old.Default is { } oldDefault && !JsonNode.DeepEquals(oldDefault, now.Default))
            Found(VersionBump.Major, subject, $"means {Text(now.Default)} when it is missing, was {Text(oldDefault)}");
        if (isSent && old.Default is null && now.Default is { } newDefault)
            Found(VersionBump.Patch, subject, $"means {Text(newDefault)} when it is missing; that was not documented");
        if (isSent && old.IsNullable != now.IsNullable)
            Found(
                now.IsNullable ? VersionBump.Minor : VersionBump.Major, subject,
                now.IsNullable ? "may be null" : "may no longer be null");
        CompareDeprecation(old, now, subject);
        CompareValues(old, now, isSent, EnumerationSubject(now, subject));
        CompareLimits(old, now, isSent, subject);
        CompareVariants(old, now, direction, subject);
        CompareProperties(old, now, direction, subject);
        CompareRules(old, now, isSent, subject);
        if (old.Element is not null || now.Element is not null)
            Compare(old.Element, now.Element, direction, subject + "[]");
        if (old.IsClosed != now.IsClosed)
        {
            var narrower = now.IsClosed ? VersionBump.Major : VersionBump.Minor;
            Found(isSent ? narrower : VersionBump.Patch, subject, now.IsClosed ? "has no further fields" : "may have further fields");
        }
        else if (old.Further is not null && now.Further is not null)
            Compare(old.Further, now.Further, direction, subject + ".*");
    }

    private void CompareDeprecation(ComparedSchema old, ComparedSchema now, string subject)
    {
        if (old.IsDeprecated != now.IsDeprecated)
            Found(VersionBump.Minor, subject, now.IsDeprecated ? "is deprecated" : "is no longer deprecated");
        foreach (var value in now.DeprecatedValues.Except(old.DeprecatedValues))
            Found(VersionBump.Minor, subject, $"{value} is deprecated");
        foreach (var value in old.DeprecatedValues.Except(now.DeprecatedValues))
            Found(VersionBump.Minor, subject, $"{value} is no longer deprecated");
    }

    private void CompareValues(ComparedSchema old, ComparedSchema now, bool isSent, string subject)
    {
        if (old.Enumeration is null && now.Enumeration is null)
            return;
        if (old.Enumeration is null)
        {
            Found(
                isSent ? VersionBump.Major : VersionBump.Minor, subject,
                $"is one of {string.Join(", ", now.Enumeration!)}, was any value");
            return;
        }

        if (now.Enumeration is null)
        {
            Found(VersionBump.Minor, subject, "is any value, was one of a list");
            return;
        }

        foreach (var value in old.Enumeration.Except(now.Enumeration))
            Found(VersionBump.Major, subject, $"{value} is gone");
        foreach (var value in now.Enumeration.Except(old.Enumeration))
            Found(VersionBump.Minor, subject,
                $"{value} is new{(now.Terminal.Contains(value) ? ", and a job does not change after it" : "")}");
        foreach (var value in old.Enumeration.Intersect(now.Enumeration)
            .Where(value => old.Terminal.Contains(value) != now.Terminal.Contains(value)))
            Found(VersionBump.Major, subject, now.Terminal.Contains(value) ? $"{value} is terminal now" : $"{value} is no longer terminal");
    }

    private void CompareLimits(ComparedSchema old, ComparedSchema now, bool isSent, string subject)
    {
        foreach (var (keyword, isUpper) in ComparedSchema.LimitKeywords)
        {
            var had = old.Limits.TryGetValue(keyword, out var before);
            var has = now.Limits.TryGetValue(keyword, out var after);
            if (had == has && before == after)
                continue;
            var isNarrower = !had || has && (after.Value == before.Value ? after.IsExcluded : isUpper ? after.Value < before.Value
                : after.Value > before.Value);
            Limit(isNarrower, isSent, subject,
                $"{keyword} is {(has ? Number(after) : "gone")}, was {(had ? Number(before) : "not limited")}");
        }

        foreach (var pattern in now.Patterns.Except(old.Patterns))
            Limit(isNarrower: true, isSent, subject, $"has to match {pattern}");
        foreach (var pattern in old.Patterns.Except(now.Patterns))
            Limit(isNarrower: false, isSent, subject, $"need not match {pattern}");
        foreach (var divisor in now.Divisors.Where(divisor => !old.Divisors.Any(other => other != 0 && other % divisor == 0)))
            Limit(isNarrower: true, isSent, subject, $"is a multiple of {Text(JsonValue.Create(divisor))}");
        foreach (var divisor in old.Divisors.Where(divisor => !now.Divisors.Any(other => other != 0 && other % divisor == 0)))
            Limit(isNarrower: false, isSent, subject, $"need not be a multiple of {Text(JsonValue.Create(divisor))}");
        if (old.IsUnique != now.IsUnique)
            Limit(now.IsUnique, isSent, subject, now.IsUnique ? "has no element twice" : "may have an element twice");
    }

    private void Limit(bool isNarrower, bool isSent, string subject, string what)
    {
        var bump = (isNarrower, isSent) switch
        {
            (true, true) => VersionBump.Major,
            // A promise that a program need not rely on.
            (true, false) => VersionBump.Patch,
            _ => VersionBump.Minor,
        };
        Found(bump, subject, $"{(isSent ? isNarrower ? "accepts less" : "accepts more" : "is described otherwise")}: {what}");
    }

    private void CompareVariants(ComparedSchema old, ComparedSchema now, Direction direction, string subject)
    {
        if (old.Discriminator != now.Discriminator && old.Variants.Count > 0)
            Found(VersionBump.Major, subject,
                $"tells its variants apart by {now.Discriminator ?? "nothing"}, was {old.Discriminator ?? "nothing"}");
        foreach (var name in old.Variants.Keys.Except(now.Variants.Keys))
            Found(VersionBump.Major, subject, $"variant {name} is gone");
        foreach (var name in now.Variants.Keys.Except(old.Variants.Keys))
            Found(VersionBump.Minor, subject, $"variant {name} is new");
        foreach (var name in old.Variants.Keys.Intersect(now.Variants.Keys))
            Compare(old.Variants[name], now.Variants[name], direction, $"{subject} ({name})");
    }

    private void CompareProperties(ComparedSchema old, ComparedSchema now, Direction direction, string subject)
    {
        var isSent = direction == Direction.Sent;
        var gone = old.Properties.Keys.Except(now.Properties.Keys).ToList();
        var added = now.Properties.Keys.Except(old.Properties.Keys).ToList();
        if (gone is [var before] && added is [var after]
            && ComparedSchema.Canonical(accepted, old.Properties[before]) == ComparedSchema.Canonical(current, now.Properties[after]))
        {
            Found(VersionBump.Major, $"{subject}.{before}", $"is now called {after}");
            (gone, added) = ([], []);
        }

        foreach (var name in gone)
            Found(VersionBump.Major, $"{subject}.{name}", "is gone");
        foreach (var name in added)
        {
            var breaks = isSent && now.Required.Contains(name);
            Found(breaks ? VersionBump.Major : VersionBump.Minor, $"{subject}.{name}", breaks ? "is new and required" : "is new");
        }

        foreach (var name in old.Properties.Keys.Intersect(now.Properties.Keys))
        {
            var (had, has) = (old.Required.Contains(name), now.Required.Contains(name));
            var field = $"{subject}.{name}";
            if (had != has)
            {
                var breaks = has == isSent;
                Found(breaks ? VersionBump.Major : VersionBump.Minor, field, (isSent, has) switch
                {
                    (true, true) => "is required now",
                    (true, false) => "is optional now",
                    (false, true) => "is always present now",
                    _ => "may be missing now",
                });
            }

            var oldField = ComparedSchema.Of(accepted, old.Properties[name]);
            var nowField = ComparedSchema.Of(current, now.Properties[name]);
            if (!isSent && oldField.IsNullable != nowField.IsNullable)
            {
                // A field that may be missing is read as null already.
                var breaks = nowField.IsNullable && had;
                Found(
                    breaks ? VersionBump.Major : nowField.IsNullable ? VersionBump.Minor : VersionBump.Patch, field,
                    nowField.IsNullable ? breaks ? "may be null" : "may be null, as well as missing" : "is never null");
            }

            Compare(oldField, nowField, direction, field);
        }
    }

    private void CompareRules(ComparedSchema old, ComparedSchema now, bool isSent, string subject)
    {
        if (CombinedRules.Between(accepted, old, current, now) is not { } difference)
            return;
        if (!isSent)
        {
            Found(VersionBump.Minor, subject, "has other rules between its fields");
            return;
        }

        if (difference.AcceptedBefore is { } lost)
            Found(VersionBump.Major, subject, $"accepts less: not {lost}");
        if (difference.AcceptedNow is { } gained)
            Found(VersionBump.Minor, subject, $"accepts more: {gained}");
        if (difference is { AcceptedBefore: null, IsCertain: false })
            Found(VersionBump.Major, subject, "has rules with other patterns, which cannot be compared");
    }

    /// <summary>An enumeration that is a component is named by it, wherever it is used.</summary>
    private static string EnumerationSubject(ComparedSchema now, string subject) =>
        now.Enumeration is not null && now.Properties.Count == 0 ? now.Name ?? subject : subject;

    private static string Kind(ComparedSchema schema)
    {
        if (schema.Variants.Count > 0)
            return "a union";
        var type = schema.Type ?? (schema.Properties.Count > 0 ? "object" : schema.Enumeration is not null ? "string" : "any JSON");
        return schema.Format is { } format ? $"{type} ({format})" : type;
    }

    private static string Text(JsonNode? value) => value?.ToJsonString(JsonText.Plain) ?? "null";

    private static string Number((decimal Value, bool IsExcluded) limit) =>
        limit.Value.ToString(CultureInfo.InvariantCulture) + (limit.IsExcluded ? " (excluded)" : "");

    private void Found(VersionBump bump, string subject, string what) =>
        found.Add(new Change(bump, ChangeArea.Description, $"{subject} {what}"));
}
