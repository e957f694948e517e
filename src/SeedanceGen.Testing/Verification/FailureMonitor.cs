using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SeedanceGen.Testing.Verification;

/// <summary>Finds the failure of a test at the moment at which it leaves the scope of its mock.</summary>
/// <remarks>
/// An exception that the end of a scope throws takes the place of the exception that is leaving the scope, and .NET does not tell a scope
/// why it ends. But an exception that leaves a scope is thrown on the thread that ends the scope, right before that end: it is the last
/// exception of that thread, and it has passed through the method that ends the scope.
/// </remarks>
internal sealed class FailureMonitor
{
    private static readonly AppDomain Subscription = Subscribe();

    [ThreadStatic]
    private static WeakReference<Exception>? _last;

    [ThreadStatic]
    private static long _lastAt;

    private readonly long _since = Stopwatch.GetTimestamp();

    public FailureMonitor() => GC.KeepAlive(Subscription);

    /// <summary>The instruction that <c>throw;</c> becomes (ECMA-335, III.4.24).</summary>
    private static ReadOnlySpan<byte> Rethrow => [0xFE, 0x1A];

    /// <summary>
    /// The exception that is leaving a method which, directly or not, called the end of a mock or of a test; null when none is.
    /// </summary>
    /// <param name="own">The assembly of that end; its methods are not the test's.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Exception? Find(Assembly own)
    {
        if (_lastAt < _since || _last?.TryGetTarget(out var failure) != true || failure is SeedanceMockException { Violations.Count: > 0 })
            return null;

        var ending = new StackTrace().GetFrames()
            .TakeWhile(frame => frame.GetMethod() is { } method && !IsContinuation(method))
            .Where(frame => IsOfTest(frame.GetMethod()!.Module, own))
            .ToList();
        var hasLeft = Array.Exists(new StackTrace(failure!).GetFrames(), thrown => ending.Exists(end => HasLeft(thrown, end, failure!)));
        return hasLeft ? failure : null;
    }

    private static bool IsOfTest(Module module, Assembly own) =>
        module.Assembly != own && module != typeof(FailureMonitor).Module && module != typeof(object).Module;

    private static bool HasLeft(StackFrame thrown, StackFrame ending, Exception failure) =>
        thrown.GetMethod() is { } method && IsSame(ending.GetMethod()!, method) && !WasCaught(thrown, ending, failure);

    /// <summary>The frames below a task that ended are those that waited for the task, not those that called it.</summary>
    private static bool IsContinuation(MethodBase method) =>
        method.Module == typeof(object).Module && method.Name != nameof(AsyncTaskMethodBuilder.Start);

    private static bool IsSame(MethodBase one, MethodBase other) => one.Module == other.Module && one.MetadataToken == other.MetadataToken;

    /// <summary>
    /// Whether a method had caught an exception before it came to the end of a scope: then the exception did not end the scope. The code of
    /// the method says so: it has a <c>catch</c> around the place where the exception came through, which is not around the end of the
    /// scope.
    /// </summary>
    /// <returns>False also when that cannot be told, as with a <c>when</c>, or a <c>throw;</c> in the handler.</returns>
    private static bool WasCaught(StackFrame thrown, StackFrame ending, Exception failure)
    {
        var (from, to) = (thrown.GetILOffset(), ending.GetILOffset());
        return from != StackFrame.OFFSET_UNKNOWN
            && to != StackFrame.OFFSET_UNKNOWN
            && ending.GetMethod()?.GetMethodBody() is { } body
            && body.ExceptionHandlingClauses.Any(clause => Catches(clause, failure)
                && IsWithin(from, clause.TryOffset, clause.TryLength)
                && !IsWithin(to, clause.TryOffset, clause.TryLength)
                && !IsWithin(to, clause.HandlerOffset, clause.HandlerLength)
                && !Rethrows(clause, body));
    }

    /// <summary>A catch of <see cref="object"/> is what the compiler makes of <c>await using</c>; C# code cannot have one.</summary>
    private static bool Catches(ExceptionHandlingClause clause, Exception failure) =>
        clause is { Flags: ExceptionHandlingClauseOptions.Clause, CatchType: { } type }
        && type != typeof(object)
        && type.IsInstanceOfType(failure);

    private static bool Rethrows(ExceptionHandlingClause clause, MethodBody body) =>
        body.GetILAsByteArray().AsSpan(clause.HandlerOffset, clause.HandlerLength).IndexOf(Rethrow) >= 0;

    private static bool IsWithin(int place, int start, int length) => place >= start && place < start + length;

    private static AppDomain Subscribe()
    {
        AppDomain.CurrentDomain.FirstChanceException += static (_, thrown) =>
        {
            if (_last is { } last)
                last.SetTarget(thrown.Exception);
            else
                _last = new WeakReference<Exception>(thrown.Exception);
            _lastAt = Stopwatch.GetTimestamp();
        };
        return AppDomain.CurrentDomain;
    }
}
