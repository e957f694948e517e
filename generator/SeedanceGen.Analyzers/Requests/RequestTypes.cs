using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using SeedanceGen.Analyzers.Acceptance;

namespace SeedanceGen.Analyzers.Requests;

/// <summary>The request types that have rules as a whole, their builders, and the builders of the objects in them.</summary>
internal sealed class RequestTypes(RuleCatalog catalog, INamedTypeSymbol requestSchema)
{
    private const string RequestSchemaName = "SeedanceGen.Rules.RequestSchemaAttribute";
    private const string BuildName = "Build";

    private readonly ConcurrentDictionary<INamedTypeSymbol, WholeRules?> _rules = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<ITypeSymbol, ITypeSymbol?> _made = new(SymbolEqualityComparer.Default);

    public RuleCatalog Catalog => catalog;

    /// <summary>The types that a compilation can see; null when the SDK that it references has no such rules.</summary>
    public static RequestTypes? In(Compilation compilation) =>
        RuleCatalog.In(compilation) is { } catalog && compilation.GetTypeByMetadataName(RequestSchemaName) is { } schema
            ? new RequestTypes(catalog, schema)
            : null;

    /// <summary>The rules of a request as a whole; null for any other type.</summary>
    public WholeRules? Of(ITypeSymbol? type) => type is INamedTypeSymbol named && catalog.Of(type) is not null
        ? _rules.GetOrAdd(named, request => WholeRules.Read(request, requestSchema))
        : null;

    /// <summary>Whether a method finishes a builder.</summary>
    public static bool IsBuild(IMethodSymbol method) => method is { Name: BuildName, IsStatic: false, Parameters.IsEmpty: true };

    /// <summary>What a builder makes; null for a type that is none.</summary>
    public ITypeSymbol? MadeBy(ITypeSymbol? builder) => builder is null ? null : _made.GetOrAdd(builder, ReadMade);

    private ITypeSymbol? ReadMade(ITypeSymbol? builder)
    {
        if (builder is ITypeParameterSymbol parameter)
            builder = parameter.ConstraintTypes.FirstOrDefault();
        for (var type = builder; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(BuildName).OfType<IMethodSymbol>().FirstOrDefault(IsBuild) is { } build)
                return IsOfSdk(build) ? build.ReturnType : null;
        }

        return null;
    }

    /// <summary>Whether a builder is the SDK's: what one of the user's own sets cannot be read from its calls.</summary>
    private bool IsOfSdk(IMethodSymbol build) =>
        SymbolEqualityComparer.Default.Equals(build.ContainingAssembly, build.ReturnType.ContainingAssembly)
        && (catalog.Of(build.ReturnType) is not null || catalog.OfNested(build.ReturnType) is not null);
}
