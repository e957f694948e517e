using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SeedanceGen.Analyzers.Acceptance.Rules;

/// <summary>The arguments of an attribute, typed. Code that does not compile yet may lack any of them: then a default is read.</summary>
internal readonly struct AttributeArguments(AttributeData attribute)
{
    public string Words => Named("Words") as string ?? string.Empty;

    public string? Text(int position) => At(position) is { Kind: TypedConstantKind.Primitive, Value: string text } ? text : null;

    public INamedTypeSymbol? Type(int position) =>
        At(position) is { Kind: TypedConstantKind.Type, Value: INamedTypeSymbol type } ? type : null;

    public double Number(int position) => At(position) is { Kind: TypedConstantKind.Primitive, Value: double number } ? number : double.NaN;

    public int Whole(int position) => At(position) is { Kind: TypedConstantKind.Primitive, Value: int number } ? number : 0;

    public bool Flag(string name) => Named(name) is true;

    public bool HoldsTexts(int position) =>
        At(position).Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String };

    public ImmutableArray<string> Texts(int position) => [.. Items(position).Select(item => item.Value).OfType<string>()];

    public ImmutableArray<double> Numbers(int position) => [.. Items(position).Select(item => item.Value).OfType<double>()];

    private ImmutableArray<TypedConstant> Items(int position) =>
        At(position) is { Kind: TypedConstantKind.Array, IsNull: false } array ? array.Values : [];

    private TypedConstant At(int position) =>
        position < attribute.ConstructorArguments.Length ? attribute.ConstructorArguments[position] : default;

    private object? Named(string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value.Value;
            }
        }

        return null;
    }
}
