using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SeedanceGen.Analyzers.Acceptance.Rules;

namespace SeedanceGen.Analyzers.Acceptance;

/// <summary>The rules that the referenced SDK carries: read once for each method and type that the compilation uses.</summary>
internal sealed class RuleBook
{
    private const string RequestFieldName = "SeedanceGen.Rules.RequestFieldAttribute";
    private const string RequestBuilderName = "SeedanceGen.Rules.RequestBuilderAttribute";
    private const string BuildsRequestName = "SeedanceGen.Rules.BuildsRequestAttribute";

    private readonly INamedTypeSymbol _requestBuilder;
    private readonly INamedTypeSymbol _buildsRequest;
    private readonly IAssemblySymbol _sdk;
    private readonly RuleReader _reader;
    private readonly ConcurrentDictionary<IAssemblySymbol, bool> _assemblies = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<ParameterRules?>> _methods = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, RequestRules?> _requests = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, string?> _models = new(SymbolEqualityComparer.Default);

    private RuleBook(INamedTypeSymbol requestField, INamedTypeSymbol requestBuilder, INamedTypeSymbol buildsRequest)
    {
        _requestBuilder = requestBuilder;
        _buildsRequest = buildsRequest;
        _sdk = requestField.ContainingAssembly;
        _reader = new RuleReader(requestField.ContainingNamespace);
    }

    /// <summary>The rules that a compilation can see; null when it does not reference the SDK.</summary>
    public static RuleBook? In(Compilation compilation) =>
        compilation.GetTypeByMetadataName(RequestFieldName) is { } requestField &&
        compilation.GetTypeByMetadataName(RequestBuilderName) is { } requestBuilder &&
        compilation.GetTypeByMetadataName(BuildsRequestName) is { } buildsRequest
            ? new RuleBook(requestField, requestBuilder, buildsRequest)
            : null;

    /// <summary>The rules of each parameter of a method, null for a parameter without; empty when no parameter has any.</summary>
    public ImmutableArray<ParameterRules?> Of(IMethodSymbol method) =>
        method.Parameters.IsEmpty || !MayCarryRules(method.ContainingAssembly) ? [] : _methods.GetOrAdd(method, ReadMethod);

    /// <summary>The rules of a request type; null for any other type.</summary>
    public RequestRules? Of(ITypeSymbol? type) =>
        type is INamedTypeSymbol named && MayCarryRules(named.ContainingAssembly) ? _requests.GetOrAdd(named, ReadRequest) : null;

    /// <summary>The model that a builder makes requests for; null when it makes any, or is no builder.</summary>
    public string? ModelOf(ITypeSymbol? builder) =>
        builder is INamedTypeSymbol && MayCarryRules(builder.ContainingAssembly) ? _models.GetOrAdd(builder, ReadModel) : null;

    /// <summary>Whether an assembly can use the SDK's attributes, so that the framework's own are never looked at.</summary>
    private bool MayCarryRules(IAssemblySymbol? assembly) =>
        assembly is not null && _assemblies.GetOrAdd(assembly, ReferencesSdk);

    private bool ReferencesSdk(IAssemblySymbol assembly) =>
        SymbolEqualityComparer.Default.Equals(assembly, _sdk) ||
        assembly.Modules.Any(module => module.ReferencedAssemblies.Any(referenced => referenced.Name == _sdk.Name));

    private ImmutableArray<ParameterRules?> ReadMethod(IMethodSymbol method)
    {
        var rules = ImmutableArray.CreateRange(method.Parameters, _reader.Read);
        return rules.All(rule => rule is null or { IsEmpty: true }) ? [] : rules;
    }

    private RequestRules? ReadRequest(INamedTypeSymbol type)
    {
        var models = ImmutableArray.CreateBuilder<RequestModel>();
        string? deciding = null;
        foreach (var attribute in type.GetAttributes().Where(attribute => Is(attribute, _requestBuilder)))
        {
            var arguments = new AttributeArguments(attribute);
            if (arguments.Type(0) is { } builder && arguments.Text(1) is { } property &&
                arguments.Text(2) is { } value && arguments.Text(3) is { } member)
            {
                deciding ??= property;
                models.Add(new RequestModel(value, member, new BuilderRules(builder, _reader)));
            }
        }

        return deciding is null
            ? null
            : new RequestRules(deciding, models.ToImmutable(), new BuilderRules(models[0].Rules.Builder?.BaseType, _reader));
    }

    private string? ReadModel(ITypeSymbol builder)
    {
        foreach (var attribute in builder.GetAttributes())
        {
            if (Is(attribute, _buildsRequest))
            {
                return new AttributeArguments(attribute).Text(2);
            }
        }

        return null;
    }

    private static bool Is(AttributeData attribute, INamedTypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, type);
}
