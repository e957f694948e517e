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

    public bool HasRange => Minimum is not null || Maximum is not null;

    public bool HasLength => MinimumLength is not null || MaximumLength is not null;

    public bool HasCount => MinimumCount is not null || MaximumCount is not null || UniqueItems;
}
