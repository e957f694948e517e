using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SeedanceGen.Analyzers.Acceptance;

/// <summary>Finds out which value an expression has, when that is known while compiling. Variables are never guessed.</summary>
internal static class ValueReader
{
    /// <summary>The property of an open enumeration that has the text.</summary>
    private const string ValueName = "Value";

    /// <summary>The value; null when it is not known.</summary>
    /// <param name="expression">The expression, with the conversions that it goes through.</param>
    /// <param name="type">The type of value that is wanted, without its nullability.</param>
    public static KnownValue? Read(IOperation expression, ITypeSymbol type)
    {
        var syntax = expression.Syntax;
        for (var operation = expression; ; operation = ((IConversionOperation)operation).Operand)
        {
            if (operation.ConstantValue is { HasValue: true, Value: var constant })
                return KnownValue.OfConstant(syntax, constant);

            if (operation is not IConversionOperation { OperatorMethod: null })
                return OfObject(operation, syntax, type);
        }
    }

    private static KnownValue? OfObject(IOperation operation, SyntaxNode syntax, ITypeSymbol type) => operation switch
    {
        IPropertyReferenceOperation { Instance: null, Property: var property } when IsMemberOf(type, property) =>
            KnownValue.OfMember(syntax, property.Name),
        IFieldReferenceOperation { Field: { Name: nameof(string.Empty), ContainingType.SpecialType: SpecialType.System_String } } =>
            KnownValue.OfText(syntax, string.Empty),
        IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null } creation when IsOpenEnumeration(type, creation.Type) =>
            KnownValue.OfText(syntax, string.Empty),
        IDefaultValueOperation made when IsOpenEnumeration(type, made.Type) => KnownValue.OfText(syntax, string.Empty),
        IObjectCreationOperation creation when IsOpenEnumeration(type, creation.Type) && TextArgument(creation) is { } text =>
            KnownValue.OfText(syntax, (string)text.ConstantValue.Value!),
        IObjectCreationOperation creation when IsUri(creation.Type) && TextArgument(creation) is { } text =>
            KnownValue.OfText(text.Syntax, (string)text.ConstantValue.Value!),
        _ => null,
    };

    private static bool IsMemberOf(ITypeSymbol type, IPropertySymbol property) =>
        SymbolEqualityComparer.Default.Equals(property.Type, type) && SymbolEqualityComparer.Default.Equals(property.ContainingType, type);

    /// <summary>An open enumeration of the SDK: a value type around the text that is sent.</summary>
    private static bool IsOpenEnumeration(ITypeSymbol wanted, ITypeSymbol? made) =>
        wanted is { IsValueType: true, SpecialType: SpecialType.None, TypeKind: TypeKind.Struct }
        && SymbolEqualityComparer.Default.Equals(wanted, made)
        && wanted.GetMembers(ValueName).OfType<IPropertySymbol>().Any(value => value.Type.SpecialType == SpecialType.System_String);

    private static bool IsUri(ITypeSymbol? type) =>
        type is { Name: nameof(Uri), ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>The constant text that an object is made from: its constructor's first parameter takes it.</summary>
    private static IOperation? TextArgument(IObjectCreationOperation creation) => creation.Arguments
        .Where(argument => argument.Parameter is { Ordinal: 0, Type.SpecialType: SpecialType.System_String })
        .Select(argument => argument.Value)
        .FirstOrDefault(value => value.ConstantValue is { HasValue: true, Value: string });
}
