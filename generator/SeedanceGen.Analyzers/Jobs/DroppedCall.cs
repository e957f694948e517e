using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SeedanceGen.Analyzers.Jobs;

/// <summary>The call whose result a statement drops, seen through <c>await</c> and through what a task is awaited with.</summary>
/// <param name="Method">The method that is called.</param>
/// <param name="IsAwaited">Whether the task was awaited, or waited for, before its result was dropped.</param>
/// <param name="Name">The name of the method where it is called.</param>
internal sealed record DroppedCall(IMethodSymbol Method, bool IsAwaited, SyntaxNode Name)
{
    public static DroppedCall? In(IExpressionStatementOperation statement)
    {
        var isAwaited = false;
        for (var operation = statement.Operation; ;)
        {
            switch (operation)
            {
                case IAwaitOperation awaited:
                    isAwaited = true;
                    operation = awaited.Operation;
                    break;
                case IConditionalAccessOperation access:
                    operation = access.WhenNotNull;
                    break;
                case IInvocationOperation { Instance: { } task } call when TaskMethods.Passes(call.TargetMethod):
                    isAwaited |= TaskMethods.Waits(call.TargetMethod);
                    operation = task;
                    break;
                case IInvocationOperation call:
                    return new DroppedCall(call.TargetMethod, isAwaited, NameIn(call.Syntax));
                default:
                    return null;
            }
        }
    }

    private static SyntaxNode NameIn(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name,
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } => binding.Name,
        InvocationExpressionSyntax { Expression: var called } => called,
        _ => call,
    };
}

/// <summary>The methods of tasks and awaiters that hand on the task's own result, or drop it.</summary>
internal static class TaskMethods
{
    /// <summary>Whether a method is about the task that it is called on. <c>ContinueWith</c> hands the task to other code.</summary>
    public static bool Passes(IMethodSymbol method) =>
        method.Name is "ConfigureAwait" or "WaitAsync" or "AsTask" or "Preserve" or "GetAwaiter" or "GetResult" or "Wait" &&
        IsOfTasks(method);

    /// <summary>Whether the method comes back only when the task is finished.</summary>
    public static bool Waits(IMethodSymbol method) => method.Name is "GetResult" or "Wait";

    private static bool IsOfTasks(IMethodSymbol method) =>
        method.ContainingNamespace is
        {
            Name: "Tasks" or "CompilerServices",
            ContainingNamespace:
            {
                Name: "Threading" or "Runtime",
                ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
            },
        };
}
