using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SeedanceGen.Analyzers.Acceptance;

/// <summary>A collection that is written in place: the elements that can be seen, and how many there are at least.</summary>
/// <param name="Elements">The elements that are written one by one.</param>
/// <param name="Count">How many elements there are; when the collection is not whole, at least.</param>
/// <param name="IsWhole">Whether every element is counted: another collection that is spread into this one may have any number.</param>
internal sealed record KnownCollection(ImmutableArray<IOperation> Elements, int Count, bool IsWhole)
{
    /// <summary>The collection; null when it is not written in place.</summary>
    public static KnownCollection? Read(IOperation expression)
    {
        while (expression is IConversionOperation { OperatorMethod: null } conversion)
            expression = conversion.Operand;

        return expression switch
        {
            ICollectionExpressionOperation collection => OfExpression(collection),
            IArrayCreationOperation { Initializer: { } initializer } => Whole(initializer.ElementValues),
            IArrayCreationOperation { DimensionSizes.Length: 1 } array when array.DimensionSizes[0].ConstantValue.Value is int size =>
                new([], size, IsWhole: true),
            IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: { } initializer } => OfInitializer(initializer),
            IObjectCreationOperation { Arguments.IsEmpty: true, Type: { Name: "List" or "HashSet" } type } when IsOfSystem(type) =>
                Whole([]),
            IInvocationOperation { TargetMethod: { Name: "Empty", ContainingType: { Name: "Array" or "Enumerable" } type } }
                when IsOfSystem(type) =>
                Whole([]),
            _ => null,
        };
    }

    private static KnownCollection OfExpression(ICollectionExpressionOperation collection)
    {
        var elements = collection.Elements.RemoveAll(element => element is ISpreadOperation);
        return new(elements, elements.Length, IsWhole: elements.Length == collection.Elements.Length);
    }

    /// <summary><c>new List&lt;Uri&gt; { first, second }</c>: a call of <c>Add</c> for each.</summary>
    private static KnownCollection? OfInitializer(IObjectOrCollectionInitializerOperation initializer)
    {
        var elements = ImmutableArray.CreateBuilder<IOperation>(initializer.Initializers.Length);
        foreach (var item in initializer.Initializers)
        {
            if (item is not IInvocationOperation { TargetMethod.Name: "Add", Arguments.Length: 1 } add)
                return null;

            elements.Add(add.Arguments[0].Value);
        }

        return Whole(elements.ToImmutable());
    }

    private static bool IsOfSystem(INamespaceOrTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;

        return space is { Name: nameof(System) };
    }

    private static KnownCollection Whole(ImmutableArray<IOperation> elements) => new(elements, elements.Length, IsWhole: true);
}
