using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SeedanceGen.Analyzers.Acceptance.Rules;

/// <summary>What one parameter of a builder accepts.</summary>
internal sealed class ParameterRules(
    string property, string field, ITypeSymbol valueType, bool takesMany, ImmutableArray<ValueRule> values, CountRule? count)
{
    /// <summary>The property of the request that the parameter sets.</summary>
    public string Property { get; } = property;

    /// <summary>The field as it is sent: messages call it so, as the SDK's own exceptions do.</summary>
    public string Field { get; } = field;

    /// <summary>The type of one value, without its nullability.</summary>
    public ITypeSymbol ValueType { get; } = valueType;

    /// <summary>Whether the parameter takes a collection; <see cref="Values"/> are then about each element.</summary>
    public bool TakesMany { get; } = takesMany;

    public ImmutableArray<ValueRule> Values { get; } = values;

    public CountRule? Count { get; } = count;

    public bool IsEmpty => Values.IsEmpty && Count is null;

    /// <summary>The first rule that the value breaks; null when it is accepted.</summary>
    public ValueRule? BrokenBy(Values.KnownValue value)
    {
        foreach (var rule in Values)
        {
            if (!rule.Accepts(value))
            {
                return rule;
            }
        }

        return null;
    }
}
