using Microsoft.CodeAnalysis;
using SeedanceGen.Analyzers.Acceptance.Rules;

namespace SeedanceGen.Analyzers.Acceptance;

/// <summary>What a builder's methods accept for each property of the request.</summary>
internal sealed class BuilderRules
{
    private readonly Dictionary<string, ParameterRules> _byProperty = new(StringComparer.Ordinal);

    /// <param name="builder">The builder; null when there is none, and so no rule.</param>
    /// <param name="reader">Reads the rules of a parameter.</param>
    public BuilderRules(INamedTypeSymbol? builder, RuleReader reader)
    {
        Builder = builder;
        for (var type = builder; type is not null; type = type.BaseType)
        {
            Add(DeclaredBy(type, reader));
        }
    }

    public INamedTypeSymbol? Builder { get; }

    public ParameterRules? Find(string property) => _byProperty.TryGetValue(property, out var rules) ? rules : null;

    /// <summary>
    /// The rules of one type in the chain. Of several overloads for a property each carries the rules; the one that takes a C# enumeration
    /// comes last, since a property of a request is not of that type.
    /// </summary>
    private static Dictionary<string, ParameterRules> DeclaredBy(INamedTypeSymbol type, RuleReader reader)
    {
        var declared = new Dictionary<string, ParameterRules>(StringComparer.Ordinal);
        var parameters = type.GetMembers().OfType<IMethodSymbol>().SelectMany(method => method.Parameters);
        foreach (var parameter in parameters.OrderBy(parameter => parameter.Type.TypeKind == TypeKind.Enum))
        {
            if (reader.Read(parameter) is { } rules &&
                (!declared.TryGetValue(rules.Property, out var other) || other.IsEmpty))
            {
                declared[rules.Property] = rules;
            }
        }

        return declared;
    }

    /// <summary>A type that is nearer to the builder has the last word.</summary>
    private void Add(Dictionary<string, ParameterRules> declared)
    {
        foreach (var rules in declared)
        {
            if (!_byProperty.ContainsKey(rules.Key))
            {
                _byProperty.Add(rules.Key, rules.Value);
            }
        }
    }
}
