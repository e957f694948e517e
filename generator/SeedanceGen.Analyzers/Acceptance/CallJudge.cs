using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SeedanceGen.Analyzers.Acceptance.Rules;

namespace SeedanceGen.Analyzers.Acceptance;

/// <summary>Judges the arguments of a call of a builder or its factory.</summary>
internal readonly struct CallJudge(OperationAnalysisContext context, string? model)
{
    public void Judge(ImmutableArray<IArgumentOperation> arguments, ImmutableArray<ParameterRules?> rules)
    {
        var judge = new ValueJudge(context, model);
        foreach (var argument in arguments)
        {
            if (argument is { ArgumentKind: not ArgumentKind.DefaultValue, Parameter.Ordinal: var position } &&
                rules[position] is { } parameter)
            {
                judge.Judge(argument.Value, parameter, PlaceOf(argument));
            }
        }
    }

    /// <summary>Where a wrong number of values is shown: values that are written as arguments have no expression of their own.</summary>
    private static SyntaxNode PlaceOf(IArgumentOperation argument) => argument switch
    {
        { ArgumentKind: ArgumentKind.Explicit } => argument.Value.Syntax,
        { Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } } => access.Name,
        { Syntax: InvocationExpressionSyntax { Expression: var called } } => called,
        _ => argument.Syntax,
    };
}
