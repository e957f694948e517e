using Microsoft.CodeAnalysis;

namespace SeedanceGen.Analyzers.Acceptance.Rules;

/// <summary>What a parameter's type says about the values that it takes.</summary>
internal static class ParameterTypes
{
    /// <summary>The type of the elements when the type is a collection; a text is none.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } => null,
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { Name: "ReadOnlySpan" or "Span", TypeArguments.Length: 1 } span => span.TypeArguments[0],
        INamedTypeSymbol named => ElementOfSequence(named),
        _ => null,
    };

    public static ITypeSymbol WithoutNullability(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;

    private static ITypeSymbol? ElementOfSequence(INamedTypeSymbol type)
    {
        if (IsSequence(type))
        {
            return type.TypeArguments[0];
        }

        foreach (var implemented in type.AllInterfaces)
        {
            if (IsSequence(implemented))
            {
                return implemented.TypeArguments[0];
            }
        }

        return null;
    }

    private static bool IsSequence(INamedTypeSymbol type) =>
        type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;
}
