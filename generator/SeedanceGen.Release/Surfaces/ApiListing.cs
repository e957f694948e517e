using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SeedanceGen.Release.Surfaces;

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
            var faces = type.AllInterfaces.Where(Signature.IsVisible).Select(face => face.ToDisplayString(Signature.Name));
            foreach (var line in faces.Order(StringComparer.Ordinal))
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
        IMethodSymbol
        {
            MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove
        } => false,
        // An enumeration also has a field for its value.
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum, HasConstantValue: false } => false,
        IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0, ContainingType.IsValueType: true } => false,
        // Members that every record has, such as equality, are left out; a deconstruction is specific to the record.
        IMethodSymbol { Name: not "Deconstruct" } method => !method.GetAttributes().Any(IsCompilerGenerated),
        _ => true,
    };

    private static bool IsCompilerGenerated(AttributeData attribute) => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute";
}

/// <summary>The attributes that change what a user's compiler, editor or serializer does.</summary>
internal static class AttributeText
{
    private static readonly HashSet<string> Names =
    [
        "ObsoleteAttribute", "EditorBrowsableAttribute", "FlagsAttribute", "AttributeUsageAttribute", "JsonConverterAttribute",
        "JsonPropertyNameAttribute", "RequiresUnreferencedCodeAttribute", "RequiresDynamicCodeAttribute", "ExperimentalAttribute",
        "DynamicallyAccessedMembersAttribute", "NotNullWhenAttribute", "NotNullAttribute", "MaybeNullWhenAttribute", "MaybeNullAttribute",
        "AllowNullAttribute", "DisallowNullAttribute", "MemberNotNullAttribute", "MemberNotNullWhenAttribute", "DoesNotReturnAttribute",
        "StringSyntaxAttribute", "SetsRequiredMembersAttribute",
    ];

    /// <summary>The compiler adds this attribute to keep older compilers away; users of the supported frameworks never see it.</summary>
    private const string RequiredMembersMark = "Constructors of types with required members";

    public static IEnumerable<string> Of(ISymbol symbol) =>
        symbol.GetAttributes().Where(IsListed).Select(Text).Order(StringComparer.Ordinal);

    /// <summary>The attributes of a member, of its parameters and of its return value.</summary>
    public static IEnumerable<string> OfMember(ISymbol member)
    {
        foreach (var text in Of(member))
            yield return text;
        if (member is not IMethodSymbol method)
            yield break;
        foreach (var text in method.GetReturnTypeAttributes().Where(IsListed).Select(Text).Order(StringComparer.Ordinal))
            yield return text + " return value";
        foreach (var parameter in method.Parameters)
        {
            foreach (var text in Of(parameter))
                yield return $"{text} parameter {parameter.Name}";
        }
    }

    private static bool IsListed(AttributeData attribute) => attribute.AttributeClass is { } type && Names.Contains(type.Name)
        && !(attribute.ConstructorArguments is [{ Value: string reason }, ..]
            && reason.StartsWith(RequiredMembersMark, StringComparison.Ordinal));

    private static string Text(AttributeData attribute)
    {
        var name = attribute.AttributeClass!.Name[..^"Attribute".Length];
        var arguments = attribute.ConstructorArguments.Select(argument => argument.ToCSharpString())
            .Concat(attribute.NamedArguments.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => $"{pair.Key} = {pair.Value.ToCSharpString()}"))
            .ToList();
        return arguments.Count == 0 ? $"[{name}]" : $"[{name}({string.Join(", ", arguments)})]";
    }
}
