using SeedanceGen.Rules;

namespace SeedanceGen.Generator.Model;

/// <summary>Everything a schema says about the values of one property; of a list, all but the counts are about each value.</summary>
internal sealed record Limits
{
    public static Limits None { get; } = new();

    public decimal? Minimum { get; init; }

    public bool ExclusiveMinimum { get; init; }

    public decimal? Maximum { get; init; }

    public bool ExclusiveMaximum { get; init; }

    public EquatableArray<decimal> Divisors { get; init; }

    /// <summary>The only accepted numbers; empty when they are not listed.</summary>
    public EquatableArray<decimal> Numbers { get; init; }

    /// <summary>The only accepted texts, or <c>true</c> and <c>false</c> of a truth value; empty when they are not listed.</summary>
    public EquatableArray<string> Texts { get; init; }

    public int? MinimumLength { get; init; }

    public int? MaximumLength { get; init; }

    /// <summary>Expressions of ECMA-262; the rule core can check each of them.</summary>
    public EquatableArray<string> Patterns { get; init; }

    public int? MinimumCount { get; init; }

    public int? MaximumCount { get; init; }

    public bool UniqueItems { get; init; }

    public bool HasLength => MinimumLength is not null || MaximumLength is not null;

    /// <summary>The range, the divisors and the lengths, as the rule core reads them.</summary>
    public RuleNode Bounds => new()
    {
        Minimum = (double?)Minimum ?? double.NegativeInfinity,
        ExclusiveMinimum = ExclusiveMinimum,
        Maximum = (double?)Maximum ?? double.PositiveInfinity,
        ExclusiveMaximum = ExclusiveMaximum,
        Divisors = [.. Divisors.Select(divisor => (double)divisor)],
        MinimumLength = MinimumLength ?? 0,
        MaximumLength = MaximumLength ?? int.MaxValue,
    };
}

/// <summary>Joins limits by <em>and</em>: the tighter one stays.</summary>
internal static class LimitsCombination
{
    private const decimal LargestMultiple = 9007199254740992;

    public static Limits And(this Limits left, Limits right)
    {
        var (minimum, minimumIsExclusive) = Tighter(left.Minimum, left.ExclusiveMinimum, right.Minimum, right.ExclusiveMinimum, 1);
        var (maximum, maximumIsExclusive) = Tighter(left.Maximum, left.ExclusiveMaximum, right.Maximum, right.ExclusiveMaximum, -1);
        return new Limits
        {
            Minimum = minimum,
            ExclusiveMinimum = minimumIsExclusive,
            Maximum = maximum,
            ExclusiveMaximum = maximumIsExclusive,
            Divisors = Union(left.Divisors, right.Divisors),
            Numbers = Common(left.Numbers, right.Numbers),
            Texts = Common(left.Texts, right.Texts),
            MinimumLength = Larger(left.MinimumLength, right.MinimumLength),
            MaximumLength = Smaller(left.MaximumLength, right.MaximumLength),
            Patterns = Union(left.Patterns, right.Patterns),
            MinimumCount = Larger(left.MinimumCount, right.MinimumCount),
            MaximumCount = Smaller(left.MaximumCount, right.MaximumCount),
            UniqueItems = left.UniqueItems || right.UniqueItems,
        }.Narrowed();
    }

    /// <summary>Whether joining two lists left none of their values: then nothing is accepted, which an empty list would not say.</summary>
    public static bool Excludes(this Limits left, Limits right)
    {
        var both = left.And(right);
        return (left.Numbers.Count + right.Numbers.Count > 0 && both.Numbers.Count == 0)
            || (left.Texts.Count + right.Texts.Count > 0 && both.Texts.Count == 0)
            || both.Minimum > both.Maximum
            || (both.Minimum is not null && both.Minimum == both.Maximum && (both.ExclusiveMinimum || both.ExclusiveMaximum))
            || both.MinimumLength > both.MaximumLength
            || both.MinimumCount > both.MaximumCount;
    }

    /// <summary>Whether a range, with its divisors, has no whole number in it.</summary>
    public static bool LeavesNoWholeNumber(this Limits limits)
    {
        if (limits is not { Minimum: { } minimum, Maximum: { } maximum })
            return false;

        var step = limits.Divisors.Aggregate(1m, CommonMultiple);
        if (step == 0)
            return false;
        var first = decimal.Ceiling(minimum / step) * step;
        if (limits.ExclusiveMinimum && first == minimum)
            first += step;
        return first > maximum || (limits.ExclusiveMaximum && first == maximum);
    }

    /// <summary>The smallest number that both divide; 0 when it is too large to matter.</summary>
    private static decimal CommonMultiple(decimal left, decimal right)
    {
        if (left == 0 || right == 0)
            return 0;
        var (a, b) = (left, right);
        while (b != 0)
            (a, b) = (b, a % b);
        var parts = left / a;
        return parts > LargestMultiple / right ? 0 : parts * right;
    }

    /// <summary>A list of values keeps only those that the other limits allow, and then replaces these limits.</summary>
    private static Limits Narrowed(this Limits limits)
    {
        var bounds = limits.Bounds;
        if (limits.Texts.Count > 0 && limits.HasLength)
        {
            limits = limits with
            {
                Texts = limits.Texts.Where(text => bounds.BrokenBy(RuleValue.Of(text)) == RuleKeywords.None).ToArray(),
                MinimumLength = null,
                MaximumLength = null,
            };
        }

        return limits.Numbers.Count == 0 ? limits : limits with
        {
            Numbers = limits.Numbers.Where(number => bounds.BrokenBy(RuleValue.Of((double)number)) == RuleKeywords.None).ToArray(),
            Minimum = null,
            ExclusiveMinimum = false,
            Maximum = null,
            ExclusiveMaximum = false,
            Divisors = EquatableArray<decimal>.Empty,
        };
    }

    private static (decimal? Limit, bool IsExclusive) Tighter(
        decimal? left, bool leftIsExclusive, decimal? right, bool rightIsExclusive, int sign)
    {
        if (left is not { } a)
            return (right, rightIsExclusive);
        if (right is not { } b)
            return (left, leftIsExclusive);
        return (a.CompareTo(b) * sign) switch
        {
            > 0 => (left, leftIsExclusive),
            < 0 => (right, rightIsExclusive),
            _ => (left, leftIsExclusive || rightIsExclusive),
        };
    }

    private static int? Larger(int? left, int? right) => left is null || right > left ? right : left;

    private static int? Smaller(int? left, int? right) => left is null || right < left ? right : left;

    private static EquatableArray<T> Union<T>(EquatableArray<T> left, EquatableArray<T> right)
        where T : IEquatable<T> => left.Count == 0 ? right : right.Count == 0 ? left : left.Union(right).ToArray();

    private static EquatableArray<T> Common<T>(EquatableArray<T> left, EquatableArray<T> right)
        where T : IEquatable<T>
    {
        if (left.Count == 0)
            return right;
        if (right.Count == 0)
            return left;
        var other = new HashSet<T>(right);
        return left.Where(other.Contains).ToArray();
    }
}
