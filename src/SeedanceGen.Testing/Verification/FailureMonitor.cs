using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SeedanceGen.Testing.Verification;

/// <summary>
/// Finds the failure of a test at the moment at which it leaves the scope of its mock. What the end of a scope throws takes the place of
/// what was under way, and .NET does not tell a scope why it ends. But C# throws whatever leaves a scope on the thread that ends the scope,
/// right before it: the last exception of that thread, when it has passed through the method that ends the scope.
/// </summary>
internal sealed class FailureMonitor
{
    private static readonly AppDomain Subscription = Subscribe();

    [ThreadStatic]
    private static WeakReference<Exception>? _last;

    [ThreadStatic]
    private static long _lastAt;

    private readonly long _since = Stopwatch.GetTimestamp();

    public FailureMonitor() => GC.KeepAlive(Subscription);

    /// <summary>The exception that is leaving a method which, at once or through others, called the end of a mock or of a test; null when none is.</summary>
    /// <param name="own">The assembly of that end; its methods are not the test's.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Exception? Find(Assembly own)
    {
        if (_lastAt < _since || _last?.TryGetTarget(out var failure) != true || failure is SeedanceMockException)
            return null;

        var ending = new StackTrace().GetFrames()
            .TakeWhile(frame => frame.GetMethod() is { } method && !IsContinuation(method))
            .Where(frame => frame.GetMethod()!.Module is var module && module.Assembly != own && module != typeof(FailureMonitor).Module && module != typeof(object).Module)
            .ToList();
        return Array.Exists(new StackTrace(failure!).GetFrames(), thrown => ending.Exists(end => HasLeft(thrown, end, failure!))) ? failure : null;
    }

    private static bool HasLeft(StackFrame thrown, StackFrame ending, Exception failure) =>
        thrown.GetMethod() is { } method && IsSame(ending.GetMethod()!, method) && !CaughtPlace.IsBetween(thrown, ending, failure);

    /// <summary>Below a task that ended stand those who were waiting for it, not those who called it.</summary>
    private static bool IsContinuation(MethodBase method) =>
        method.Module == typeof(object).Module && method.Name != nameof(AsyncTaskMethodBuilder.Start);

    private static bool IsSame(MethodBase one, MethodBase other) => one.Module == other.Module && one.MetadataToken == other.MetadataToken;

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
