using Microsoft.CodeAnalysis;
using SeedanceGen.Rules;

namespace SeedanceGen.Analyzers.Acceptance;

/// <summary>What one parameter of a builder accepts: the SDK's <c>FieldRules</c> attribute, read from metadata.</summary>
internal sealed class ParameterRules
{
    private readonly RuleNode _rules;

    private ParameterRules(string property, string field, RuleNode rules, ITypeSymbol type)
    {
        (Property, Field, _rules) = (property, field, rules);
        var element = ElementOf(type);
        TakesMany = element is not null;
        ValueType = WithoutNullability(element ?? type);
    }

    /// <summary>The property of the request that the parameter sets.</summary>
    public string Property { get; }

    /// <summary>The field as it is sent: messages call it so, as the SDK's own exceptions do.</summary>
    public string Field { get; }

    /// <summary>The type of one value, without its nullability.</summary>
    public ITypeSymbol ValueType { get; }

    /// <summary>Whether the parameter takes a collection; <see cref="Value"/> is then about each element.</summary>
    public bool TakesMany { get; }

    /// <summary>The rules of one value.</summary>
    public RuleNode Value => _rules.Items ?? _rules;

    /// <summary>The rules of the collection as a whole.</summary>
    public RuleNode Collection => _rules;

    public bool IsEmpty => !Value.LimitsValues && !(TakesMany && Collection.LimitsCount);

    /// <summary>The rules of a parameter; null when it sets no field of a request.</summary>
    public static ParameterRules? Read(IParameterSymbol parameter, INamedTypeSymbol fieldRules)
    {
        foreach (var attribute in parameter.GetAttributes())
        {
            // Code that does not compile yet may lack an argument.
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, fieldRules) &&
                attribute.ConstructorArguments is { Length: 3 } arguments &&
                arguments[0].Value is string property && arguments[1].Value is string field && arguments[2].Value is string schema &&
                Read(schema) is { } rules)
            {
                return new ParameterRules(property, field, rules, parameter.Type);
            }
        }

        return null;
    }

    /// <summary>Whether a value is accepted; of an open enumeration, only the known members are compared by name.</summary>
    public bool Accepts(KnownValue value) => value.Member is { } member
        ? Value.Members.Length == 0 || Value.Members.Contains(member)
        : Value.BrokenBy(value.Rule) == RuleKeywords.None;

    /// <summary>The same parameter with the limits that a model sets beside its own; of an open enumeration it knows the members.</summary>
    public ParameterRules Narrowed(RuleNode limits)
    {
        var members = Value.Members.Length == Value.Texts.Length ? Value.Members : [];
        var rules = new RuleNode
        {
            Numbers = limits.Numbers,
            Minimum = limits.Minimum,
            Maximum = limits.Maximum,
            ExclusiveMinimum = limits.ExclusiveMinimum,
            ExclusiveMaximum = limits.ExclusiveMaximum,
            Divisors = limits.Divisors,
            Texts = limits.Texts,
            Members = [.. limits.Texts.Select(text => Array.IndexOf(Value.Texts, text)).Where(index => index >= 0 && members.Length > 0)
                .Select(index => members[index])],
            Patterns = limits.Patterns,
            IsUri = limits.IsUri,
        };
        return new ParameterRules(Property, Field, rules, ValueType);
    }

    /// <summary>The type without <c>Nullable</c>.</summary>
    public static ITypeSymbol WithoutNullability(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;

    /// <summary>Reads the rules; null for rules that this version of the analyzer cannot check: the run time checks them.</summary>
    private static RuleNode? Read(string schema)
    {
        try
        {
            var rules = RuleSchema.Read(schema);
            return rules.Patterns.Concat(rules.Items?.Patterns ?? []).All(IsSupported) ? rules : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool IsSupported(RulePattern pattern) =>
        pattern.IsNotBlank || pattern.Prefixes.Length > 0 || RulePattern.ReasonAgainst(pattern.Source) is null;

    /// <summary>The type of the elements when the type is a collection; a text is none.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } => null,
        // Bytes are sent as one text.
        IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte } => null,
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { Name: "ReadOnlySpan" or "Span", TypeArguments.Length: 1 } span => span.TypeArguments[0],
        INamedTypeSymbol named => named.AllInterfaces.Insert(0, named).FirstOrDefault(IsSequence)?.TypeArguments[0],
        _ => null,
    };

    private static bool IsSequence(INamedTypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;
}
