using Microsoft.CodeAnalysis;

namespace SeedanceGen.SpecChange.Listing;

/// <summary>The public API of an assembly: one fact on a line, in an order that depends on nothing but names.</summary>
internal static class ApiListing
{
    public static string Of(string assemblyFile) => Of(AssemblyReader.Read(assemblyFile));

    public static string Of(IAssemblySymbol assembly) =>
        string.Concat(AssemblyReader.PublicTypes(assembly).SelectMany(Lines).Select(line => line + "\n"));

    private static IEnumerable<string> Lines(INamedTypeSymbol type)
    {
        var name = type.ToDisplayString(Signature.Name);
        yield return $"type {name}: {Signature.Of(type)}";

        if (type.TypeKind == TypeKind.Class && type.BaseType is { SpecialType: not SpecialType.System_Object } parent)
            yield return $"base {name}: {parent.ToDisplayString(Signature.Name)}";
        if (type.TypeKind is not (TypeKind.Enum or TypeKind.Delegate))
        {
            foreach (var line in type.AllInterfaces.Select(face => face.ToDisplayString(Signature.Name)).Order(StringComparer.Ordinal))
                yield return $"implements {name}: {line}";
        }

        foreach (var attribute in AttributeText.Of(type))
            yield return $"attribute {name}: {attribute}";

        if (type.TypeKind == TypeKind.Delegate)
            yield break;
        var members = type.GetMembers().Where(IsListed).Select(member => (Symbol: member, Text: Signature.Of(member)))
            .OrderBy(member => (member.Symbol as IFieldSymbol)?.ConstantValue is null)
            .ThenBy(member => member.Symbol.Name, StringComparer.Ordinal).ThenBy(member => member.Text, StringComparer.Ordinal);
        foreach (var (symbol, text) in members)
        {
            yield return $"member {name}: {text}";
            foreach (var attribute in AttributeText.OfMember(symbol))
                yield return $"attribute {name}: {attribute} on {text}";
        }
    }

    private static bool IsListed(ISymbol member) => Signature.IsVisible(member) && member switch
    {
        INamedTypeSymbol => false,
        IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove } => false,
        // An enumeration has a field of its own for the value.
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum, HasConstantValue: false } => false,
        IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0, ContainingType.IsValueType: true } => false,
        // What every record has, equality and the like, says nothing; a deconstruction does.
        IMethodSymbol { Name: not "Deconstruct" } method => !method.GetAttributes().Any(IsCompilerGenerated),
        _ => true,
    };

    private static bool IsCompilerGenerated(AttributeData attribute) => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute";
}
