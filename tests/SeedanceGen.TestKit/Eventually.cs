using System.Runtime.CompilerServices;

namespace SeedanceGen.TestKit;

/// <summary>Waits, within bounds, for a condition that another thread makes true without a signal.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <exception cref="TimeoutException">The condition, which the message quotes, has not become true in time.</exception>
    public static async Task IsTrueAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
        {
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"In {Limit.TotalSeconds} seconds this has not become true: {what}");
            await Task.Yield();
        }
    }
}
