using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SeedanceGen.Analyzers.Requests;

/// <summary>
/// Tells whether a request that an initializer makes is used as it is. One that other code could copy with more fields is not checked as a
/// whole.
/// </summary>
internal static class RequestUse
{
    /// <param name="request">The initializer, or the last copy of it that is made in place.</param>
    public static bool IsAsItIs(IOperation request)
    {
        var used = Outermost(request);
        return used.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => IsOnlyRead(local, used),
            ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
            _ => IsRead(used, request.Type),
        };
    }

    private static bool IsOnlyRead(ILocalSymbol local, IOperation inside)
    {
        var root = inside;
        while (root.Parent is { } parent)
            root = parent;
        return root.Descendants().OfType<ILocalReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local))
            .All(reference => IsRead(Outermost(reference), local.Type));
    }

    /// <summary>Whether the SDK itself takes the request, or a member of the request is used.</summary>
    private static bool IsRead(IOperation request, ITypeSymbol? type) => request.Parent switch
    {
        IArgumentOperation { Parent: IInvocationOperation call } => IsOfSdk(call.TargetMethod, type),
        IInvocationOperation call when call.Instance == request => IsOfSdk(call.TargetMethod, type),
        IPropertyReferenceOperation property => property.Instance == request,
        INameOfOperation => true,
        _ => false,
    };

    private static bool IsOfSdk(IMethodSymbol method, ITypeSymbol? type) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, type?.ContainingAssembly);

    private static IOperation Outermost(IOperation operation)
    {
        while (operation.Parent is IConversionOperation { OperatorMethod: null } conversion)
            operation = conversion;
        return operation;
    }
}
