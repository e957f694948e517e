using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SeedanceGen.Analyzers.Acceptance;

/// <summary>A collection that is written in place: the elements that can be seen, and how many there are at least.</summary>
/// <param name="Elements">The elements that are written one by one.</param>
/// <param name="Count">How many elements there are; when the collection is not whole, at least.</param>
/// <param name="IsWhole">Whether every element is counted: another collection that is spread into this one may have any number.</param>
internal sealed record KnownCollection(ImmutableArray<IOperation> Elements, int Count, bool IsWhole)
{
    /// <summary>Values that are written as arguments of <c>params</c> that is no array (C# 13). Roslyn 4.8 has no name for it.</summary>
    private const ArgumentKind ParamCollection = (ArgumentKind)4;

    private static readonly ImmutableArray<IOperation> None = ImmutableArray<IOperation>.Empty;

    /// <summary>The collection; null when it is not written in place.</summary>
    public static KnownCollection? Read(IOperation expression)
    {
        var isWrittenAsArguments = expression.Parent is IArgumentOperation { ArgumentKind: ParamCollection };
        while (expression is IConversionOperation { OperatorMethod: null } conversion)
            expression = conversion.Operand;

        return expression switch
        {
            _ when isWrittenAsArguments => Whole(expression.ChildOperations.ToImmutableArray()),
            { Syntax: CollectionExpressionSyntax } => OfExpression(expression),
            IArrayCreationOperation { Initializer: { } initializer } => Whole(initializer.ElementValues),
            IArrayCreationOperation { DimensionSizes.Length: 1 } array when array.DimensionSizes[0].ConstantValue.Value is int size =>
                new(None, size, IsWhole: true),
            IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: { } initializer } => OfInitializer(initializer),
            IObjectCreationOperation { Arguments.IsEmpty: true, Type: { Name: "List" or "HashSet" } type } when IsOfSystem(type) =>
                Whole(None),
            IInvocationOperation { TargetMethod: { Name: "Empty", ContainingType: { Name: "Array" or "Enumerable" } type } }
                when IsOfSystem(type) =>
                Whole(None),
            _ => null,
        };
    }

    /// <summary><c>[first, .. others]</c>. Roslyn 4.8 has no operation for it, so the syntax tells what an element is.</summary>
    private static KnownCollection OfExpression(IOperation collection)
    {
        var elements = collection.ChildOperations.Where(IsWrittenOut).ToImmutableArray();
        var isWhole = ((CollectionExpressionSyntax)collection.Syntax).Elements.All(element => element is ExpressionElementSyntax);
        return new(elements, elements.Length, isWhole);
    }

    private static bool IsWrittenOut(IOperation element) =>
        element.Syntax.FirstAncestorOrSelf<CollectionElementSyntax>() is ExpressionElementSyntax;

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
