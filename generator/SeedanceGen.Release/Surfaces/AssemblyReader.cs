using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SeedanceGen.Release.Surfaces;

/// <summary>Reads an assembly of any framework as symbols, without running it.</summary>
internal static class AssemblyReader
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> Framework = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>Reads the file. Its references are the other assemblies of its folder, then those of this program.</summary>
    public static IAssemblySymbol Read(string file)
    {
        // Reading the bytes leaves the file free to be rebuilt while this program runs.
        var own = Reference(file);
        var neighbours = Directory.GetFiles(Path.GetDirectoryName(file)!, "*.dll").Where(path => path != file).ToList();
        var names = neighbours.Append(file).Select(Path.GetFileName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var others = Framework.Value.Where(reference => !names.Contains(Path.GetFileName(reference.Display)));
        var compilation = CSharpCompilation.Create("Listing", references: [own, .. neighbours.Select(Reference), .. others]);
        return compilation.GetAssemblyOrModuleSymbol(own) as IAssemblySymbol
            ?? throw new InvalidOperationException($"{file} is not an assembly.");
    }

    public static IEnumerable<INamedTypeSymbol> PublicTypes(IAssemblySymbol assembly) => Types(assembly.GlobalNamespace)
        .OrderBy(type => type.ToDisplayString(Signature.Name), StringComparer.Ordinal);

    private static PortableExecutableReference Reference(string file) =>
        MetadataReference.CreateFromImage(File.ReadAllBytes(file), filePath: file);

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type)
            {
                if (!Signature.IsVisible(type))
                    continue;
                yield return type;
            }

            foreach (var inner in Types(member))
                yield return inner;
        }
    }
}

/// <summary>How symbols are written in a listing, and which of them a user can see.</summary>
internal static class Signature
{
    /// <summary>A type with its namespace and its containing types.</summary>
    public static readonly SymbolDisplayFormat Name = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat TypeConstraints = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints
            | SymbolDisplayGenericsOptions.IncludeVariance,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        miscellaneousOptions: Name.MiscellaneousOptions);

    private static readonly SymbolDisplayFormat Full = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeConstantValue,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut
            | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: Name.MiscellaneousOptions);

    public static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility switch
    {
        Accessibility.Public => true,
        Accessibility.Protected or Accessibility.ProtectedOrInternal => symbol.ContainingType is { IsSealed: false },
        _ => false,
    };

    /// <summary>The kind of a type, with its constraints.</summary>
    public static string Of(INamedTypeSymbol type)
    {
        var kind = type.TypeKind switch
        {
            TypeKind.Class when type.IsStatic => "static class",
            TypeKind.Class => (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (type.IsRecord ? "record" : "class"),
            TypeKind.Struct => (type.IsReadOnly ? "readonly " : "") + (type.IsRefLikeType ? "ref " : "") + "struct",
            TypeKind.Enum => $"enum of {type.EnumUnderlyingType!.ToDisplayString(Name)}",
            TypeKind.Delegate =>
                $"delegate {type.DelegateInvokeMethod!.ReturnType.ToDisplayString(Name)} {type.ToDisplayString(TypeConstraints)}",
            _ => type.TypeKind.ToString().ToLowerInvariant(),
        };
        var text = type.ToDisplayString(TypeConstraints);
        var where = text.IndexOf(" where ", StringComparison.Ordinal);
        return where < 0 || type.TypeKind == TypeKind.Delegate ? kind : kind + text[where..];
    }

    /// <summary>
    /// A member without its type's name. In an interface, a member with a body is marked, because adding it breaks no implementation.
    /// </summary>
    public static string Of(ISymbol member)
    {
        var text = member.ToDisplayString(Full)
            .Replace(" private set;", "", StringComparison.Ordinal).Replace(" internal set;", "", StringComparison.Ordinal)
            .Replace(" private init;", "", StringComparison.Ordinal).Replace(" internal init;", "", StringComparison.Ordinal);
        return member is { ContainingType.TypeKind: TypeKind.Interface, IsAbstract: false } ? "default " + text : text;
    }
}
