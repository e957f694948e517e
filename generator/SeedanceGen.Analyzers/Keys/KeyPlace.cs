using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SeedanceGen.Analyzers.Keys;

/// <summary>Where the SDK takes an API key: its parameters named <c>apiKey</c> and its properties named <c>ApiKey</c>.</summary>
internal sealed class KeyPlace(IAssemblySymbol sdk)
{
    private const string Parameter = "apiKey";
    private const string Property = "ApiKey";

    public bool Takes(IParameterSymbol? parameter) =>
        parameter is { Name: Parameter, Type.SpecialType: SpecialType.System_String } && IsOfSdk(parameter);

    public bool Takes(IOperation target) =>
        target is IPropertyReferenceOperation { Property: { Name: Property, Type.SpecialType: SpecialType.System_String } property } &&
        IsOfSdk(property);

    /// <summary>Whether an expression is itself what the SDK takes as a key; it is then judged there.</summary>
    public bool IsAt(IOperation expression) => expression.Parent switch
    {
        IArgumentOperation argument => Takes(argument.Parameter),
        ISimpleAssignmentOperation assignment => Takes(assignment.Target),
        _ => false,
    };

    private bool IsOfSdk(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, sdk);
}
