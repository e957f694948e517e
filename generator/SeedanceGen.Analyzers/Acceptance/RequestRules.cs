using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SeedanceGen.Analyzers.Acceptance;

/// <summary>The rules of a request type for an object initializer: for each model, those of its builder.</summary>
internal sealed class RequestRules(string decidingProperty, ImmutableArray<VariantRules> models, BuilderRules plain)
{
    /// <summary>The property that decides which rules hold.</summary>
    public string DecidingProperty { get; } = decidingProperty;

    /// <summary>The rules that hold for every value of the deciding property.</summary>
    public BuilderRules Plain { get; } = plain;

    /// <summary>The model that a value of the deciding property names; null when the SDK does not know it.</summary>
    public VariantRules? Find(KnownValue? value) => models.FirstOrDefault(
        model => value is { Member: { } member } ? model.Member == member : model.Value == value?.Text);

    /// <summary>The model that a builder makes requests for; null when it makes any.</summary>
    public VariantRules? Find(ITypeSymbol? builder) =>
        models.FirstOrDefault(model => SymbolEqualityComparer.Default.Equals(model.Rules.Builder, builder));
}

/// <summary>A value of the property that decides which rules hold, and those rules.</summary>
/// <param name="Value">The value as it is sent, which messages name.</param>
/// <param name="Member">The static property of the open enumeration that has this value.</param>
/// <param name="Rules">The rules of its builder.</param>
internal sealed record VariantRules(string Value, string Member, BuilderRules Rules);

/// <summary>What a builder's methods accept for each property of the request.</summary>
internal sealed class BuilderRules
{
    private const string SetterPrefix = "With";

    private readonly Dictionary<string, ParameterRules> _byProperty = new(StringComparer.Ordinal);

    /// <param name="builder">The builder; null when there is none, and so no rule.</param>
    /// <param name="read">Reads the rules of a parameter.</param>
    public BuilderRules(INamedTypeSymbol? builder, Func<IParameterSymbol, ParameterRules?> read)
    {
        Builder = builder;

        // The rules of a more derived type replace those of its base types.
        for (var type = builder; type is not null; type = type.BaseType)
        {
            foreach (var rules in DeclaredBy(type, read))
            {
                if (!_byProperty.ContainsKey(rules.Key))
                    _byProperty.Add(rules.Key, rules.Value);
            }
        }
    }

    public INamedTypeSymbol? Builder { get; }

    public ParameterRules? Find(string property) => _byProperty.TryGetValue(property, out var rules) ? rules : null;

    /// <summary>
    /// The rules of one type in the chain. Each overload for a property carries the rules. The overload that takes a C# enumeration comes
    /// last, because a property of a request is not of that type. A method that sets an object field by field has rules of other properties
    /// before its last parameter.
    /// </summary>
    private static Dictionary<string, ParameterRules> DeclaredBy(INamedTypeSymbol type, Func<IParameterSymbol, ParameterRules?> read)
    {
        var declared = new Dictionary<string, ParameterRules>(StringComparer.Ordinal);
        var parameters = type.GetMembers().OfType<IMethodSymbol>().Where(method => !method.Parameters.IsEmpty)
            .Select(method => method.Parameters[method.Parameters.Length - 1])
            .Where(parameter => parameter.Type.TypeKind != TypeKind.Delegate);
        foreach (var parameter in parameters.OrderBy(parameter => parameter.Type.TypeKind == TypeKind.Enum))
        {
            if (read(parameter) is { } rules && parameter.ContainingSymbol.Name == SetterPrefix + rules.Property
                && (!declared.TryGetValue(rules.Property, out var other) || other.IsEmpty))
                declared[rules.Property] = rules;
        }

        return declared;
    }
}
