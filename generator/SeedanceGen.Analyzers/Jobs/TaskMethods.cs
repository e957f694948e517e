using Microsoft.CodeAnalysis;

namespace SeedanceGen.Analyzers.Jobs;

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
