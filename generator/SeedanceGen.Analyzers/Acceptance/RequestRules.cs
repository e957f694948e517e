using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SeedanceGen.Analyzers.Acceptance.Values;

namespace SeedanceGen.Analyzers.Acceptance;

/// <summary>The rules of a request type, for where it is written as an object initializer: one builder's for each model.</summary>
internal sealed class RequestRules(string decidingProperty, ImmutableArray<RequestModel> models, BuilderRules plain)
{
    /// <summary>The property that decides which rules hold.</summary>
    public string DecidingProperty { get; } = decidingProperty;

    /// <summary>The rules that hold whatever the deciding property says.</summary>
    public BuilderRules Plain { get; } = plain;

    /// <summary>The model that a value of the deciding property names; null when the SDK does not know it.</summary>
    public RequestModel? Find(KnownValue? value)
    {
        foreach (var model in models)
        {
            if (value is { Member: { } member } ? model.Member == member : model.Value == value?.Text)
            {
                return model;
            }
        }

        return null;
    }

    /// <summary>The model that a builder makes requests for; null when it makes any.</summary>
    public RequestModel? Find(ITypeSymbol? builder) =>
        models.FirstOrDefault(model => SymbolEqualityComparer.Default.Equals(model.Rules.Builder, builder));
}
