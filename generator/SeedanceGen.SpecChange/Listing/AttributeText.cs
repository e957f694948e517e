using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SeedanceGen.SpecChange.Listing;

/// <summary>The attributes that change what a user's compiler, editor or serializer does.</summary>
internal static class AttributeText
{
    private static readonly HashSet<string> Telling =
    [
        "ObsoleteAttribute", "EditorBrowsableAttribute", "FlagsAttribute", "AttributeUsageAttribute", "JsonConverterAttribute",
        "JsonPropertyNameAttribute", "RequiresUnreferencedCodeAttribute", "RequiresDynamicCodeAttribute", "ExperimentalAttribute",
        "DynamicallyAccessedMembersAttribute", "NotNullWhenAttribute", "NotNullAttribute", "MaybeNullWhenAttribute", "MaybeNullAttribute",
        "AllowNullAttribute", "DisallowNullAttribute", "MemberNotNullAttribute", "MemberNotNullWhenAttribute", "DoesNotReturnAttribute",
        "StringSyntaxAttribute", "SetsRequiredMembersAttribute",
    ];

    /// <summary>Compilers older than required members are kept away by this one; users of this house's frameworks never see it.</summary>
    private const string RequiredMembersMark = "Constructors of types with required members";

    public static IEnumerable<string> Of(ISymbol symbol) => symbol.GetAttributes().Where(IsTelling).Select(Text).Order(StringComparer.Ordinal);

    /// <summary>A member's own, and those of its parameters and of what it returns.</summary>
    public static IEnumerable<string> OfMember(ISymbol member)
    {
        foreach (var text in Of(member))
            yield return text;
        if (member is not IMethodSymbol method)
            yield break;
        foreach (var text in method.GetReturnTypeAttributes().Where(IsTelling).Select(Text).Order(StringComparer.Ordinal))
            yield return text + " return value";
        foreach (var parameter in method.Parameters)
        {
            foreach (var text in Of(parameter))
                yield return $"{text} parameter {parameter.Name}";
        }
    }

    private static bool IsTelling(AttributeData attribute) => attribute.AttributeClass is { } type && Telling.Contains(type.Name)
        && !(attribute.ConstructorArguments is [{ Value: string reason }, ..] && reason.StartsWith(RequiredMembersMark, StringComparison.Ordinal));

    private static string Text(AttributeData attribute)
    {
        var name = attribute.AttributeClass!.Name[..^"Attribute".Length];
        var arguments = attribute.ConstructorArguments.Select(argument => argument.ToCSharpString())
            .Concat(attribute.NamedArguments.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} = {pair.Value.ToCSharpString()}"))
            .ToList();
        return arguments.Count == 0 ? $"[{name}]" : $"[{name}({string.Join(", ", arguments)})]";
    }
}
