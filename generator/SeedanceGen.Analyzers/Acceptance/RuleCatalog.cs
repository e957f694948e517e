using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SeedanceGen.Rules.Schema;

namespace SeedanceGen.Analyzers.Acceptance;

/// <summary>The rules that the referenced SDK carries: read once for each method and type that the compilation uses.</summary>
internal sealed class RuleCatalog(INamedTypeSymbol fieldRules, INamedTypeSymbol requestBuilder)
{
    private const string FieldRulesName = "SeedanceGen.Rules.FieldRulesAttribute";
    private const string RequestBuilderName = "SeedanceGen.Rules.RequestBuilderAttribute";
    private const string ObjectBuilderName = "ObjectBuilderAttribute";
    private const string BuildName = "Build";

    private static readonly ImmutableArray<ParameterRules?> NoRules = ImmutableArray<ParameterRules?>.Empty;

    private readonly IAssemblySymbol _sdk = fieldRules.ContainingAssembly;
    private readonly ConcurrentDictionary<IAssemblySymbol, bool> _assemblies = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<ParameterRules?>> _methods = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, RequestRules?> _requests = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, BuilderRules?> _nested = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, string?> _models = new(SymbolEqualityComparer.Default);

    /// <summary>The rules that a compilation can see; null when it does not reference the SDK.</summary>
    public static RuleCatalog? In(Compilation compilation) =>
        compilation.GetTypeByMetadataName(FieldRulesName) is { } onParameters &&
        compilation.GetTypeByMetadataName(RequestBuilderName) is { } onRequests
            ? new RuleCatalog(onParameters, onRequests)
            : null;

    /// <summary>The rules of each parameter of a method, null for a parameter without; empty when no parameter has any.</summary>
    public ImmutableArray<ParameterRules?> Of(IMethodSymbol method) =>
        AllOf(method) is var rules && rules.All(rule => rule is null or { IsEmpty: true }) ? NoRules : rules;

    /// <summary>The same with parameters that set a field and accept any value of it; empty when no parameter sets a field.</summary>
    public ImmutableArray<ParameterRules?> AllOf(IMethodSymbol method) =>
        method.Parameters.IsEmpty || !MayCarryRules(method.ContainingAssembly) ? NoRules : _methods.GetOrAdd(method, ReadMethod);

    /// <summary>The rules of a request type; null for any other type.</summary>
    public RequestRules? Of(ITypeSymbol? type) =>
        type is INamedTypeSymbol named && MayCarryRules(named.ContainingAssembly) ? _requests.GetOrAdd(named, ReadRequest) : null;

    /// <summary>The rules of an object inside a request; null for any other type.</summary>
    public BuilderRules? OfNested(ITypeSymbol? type) =>
        type is INamedTypeSymbol named && MayCarryRules(named.ContainingAssembly) ? _nested.GetOrAdd(named, ReadNested) : null;

    /// <summary>The field that tells a union that an object is of this type, and its value; null when there is none.</summary>
    public FixedField? FixedFieldOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol named && MayCarryRules(named.ContainingAssembly) ? ReadFixedField(named) : null;

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
        var rules = ImmutableArray.CreateRange(method.Parameters, Read);
        return rules.All(rule => rule is null) ? NoRules : rules;
    }

    private ParameterRules? Read(IParameterSymbol parameter) => ParameterRules.Read(parameter, fieldRules);

    private RequestRules? ReadRequest(INamedTypeSymbol type)
    {
        var models = ImmutableArray.CreateBuilder<VariantRules>();
        string? deciding = null;
        foreach (var attribute in type.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, requestBuilder) &&
                attribute.ConstructorArguments is { Length: 4 } arguments && arguments[0].Value is INamedTypeSymbol builder &&
                arguments[1].Value is string property && arguments[2].Value is string value && arguments[3].Value is string member)
            {
                deciding ??= property;
                models.Add(new VariantRules(value, member, new BuilderRules(builder, Read)));
            }
        }

        return deciding is null
            ? null
            : new RequestRules(deciding, models.ToImmutable(), new BuilderRules(models[0].Rules.Builder?.BaseType, Read));
    }

    private BuilderRules? ReadNested(INamedTypeSymbol type) => type.GetAttributes()
        .Where(NamesBuilder)
        .Select(attribute => attribute.ConstructorArguments is { Length: 1 } arguments ? arguments[0].Value as INamedTypeSymbol : null)
        .Where(builder => builder is not null)
        .Select(builder => new BuilderRules(builder, Read))
        .FirstOrDefault();

    /// <summary>Whether an attribute leads to a builder of an object. The type is internal, and is found by its name.</summary>
    private static bool NamesBuilder(AttributeData attribute) => attribute.AttributeClass is
    {
        Name: ObjectBuilderName, ContainingNamespace: { Name: "Rules", ContainingNamespace.Name: "SeedanceGen" },
    };

    private static FixedField? ReadFixedField(INamedTypeSymbol type)
    {
        var named = type.GetAttributes().FirstOrDefault(NamesBuilder)?.NamedArguments;
        var texts = named?.ToDictionary(argument => argument.Key, argument => argument.Value.Value as string);
        return texts is not null && texts.TryGetValue("Field", out var field) && texts.TryGetValue("Value", out var value)
            && field is not null && value is not null
            ? new FixedField(field, value)
            : null;
    }

    /// <summary>
    /// Reads the model of a builder from the request type that it makes: the type names its builders, and the model of each.
    /// </summary>
    private string? ReadModel(ITypeSymbol builder)
    {
        for (var type = builder; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(BuildName).OfType<IMethodSymbol>().FirstOrDefault(method => method.Parameters.IsEmpty) is { } build)
                return Of(build.ReturnType)?.Find(builder)?.Value;
        }

        return null;
    }
}

/// <summary>A field that has one value in every object of a type.</summary>
/// <param name="Field">The field as it is sent.</param>
/// <param name="Value">Its value.</param>
internal sealed record FixedField(string Field, string Value)
{
    public void SetIn(PartialObject made) => made.Set(Field, Value);
}
