using Microsoft.CodeAnalysis;

namespace SeedanceGen.Analyzers.Requests;

/// <summary>
/// Tells by their form which types are builders of the SDK: they have a <c>Build</c> without parameters, and methods that return the
/// builder itself. So a new builder needs no edit here.
/// </summary>
internal sealed class Builders(IAssemblySymbol sdk)
{
    private const string RequestName = "SeedanceGen.VideoGenerationRequest";
    private const string BuildName = "Build";

    public static Builders? In(Compilation compilation) =>
        compilation.GetTypeByMetadataName(RequestName) is { } request ? new Builders(request.ContainingAssembly) : null;

    /// <summary>What a builder makes; null when the type is none.</summary>
    public ITypeSymbol? ProductOf(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class } || !IsOfSdk(type))
            return null;

        for (var each = type; each is not null && IsOfSdk(each); each = each.BaseType!)
        {
            foreach (var member in each.GetMembers(BuildName))
            {
                if (member is IMethodSymbol { IsStatic: false, Parameters.Length: 0, ReturnsVoid: false } build)
                    return build.ReturnType;
            }
        }

        return null;
    }

    /// <summary>Whether a member makes a new builder: a constructor of one, or a method of the SDK that starts one.</summary>
    public bool IsMadeBy(ISymbol? member) => member is IMethodSymbol method
        && (method.MethodKind == MethodKind.Constructor || method.IsStatic)
        && IsOfSdk(method.ContainingType);

    private bool IsOfSdk(ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, sdk);
}
