using Microsoft.Extensions.Options;

namespace SeedanceGen.AspNetCore.Delivery;

/// <summary>
/// Runs a handler, which is the application's code and may hang, and waits for it no longer than
/// <see cref="SeedanceWebhookOptions.HandlerTimeout"/>.
/// </summary>
internal sealed class TimeLimit(IOptions<SeedanceWebhookOptions> options, TimeProvider clock)
{
    private readonly TimeSpan _limit = options.Value.HandlerTimeout;

    public double Seconds => _limit.TotalSeconds;

    /// <summary>Runs a handler on another thread, because it may also block.</summary>
    /// <param name="handler">The handler; its token is canceled when the time is over.</param>
    /// <param name="cancellationToken">Cancels the handler's token too. The handler is waited for all the same.</param>
    /// <returns>False when the time was over first; the handler may then still be running.</returns>
    public async Task<bool> RunAsync(Func<CancellationToken, Task> handler, CancellationToken cancellationToken)
    {
        var cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = Task.Run(() => handler(cancel.Token), CancellationToken.None);
        if (await EndsInTimeAsync(running).ConfigureAwait(false))
        {
            cancel.Dispose();
            await running.ConfigureAwait(false);
            return true;
        }

        _ = AbandonAsync(running, cancel);
        return false;
    }

    private async Task<bool> EndsInTimeAsync(Task running)
    {
        using var ended = new CancellationTokenSource();
        await Task.WhenAny(running, Task.Delay(_limit, clock, ended.Token)).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        return running.IsCompleted;
    }

    /// <summary>Cancels the token and cleans up when the handler has ended. Nothing waits for this: either may take forever.</summary>
    private static async Task AbandonAsync(Task running, CancellationTokenSource cancel)
    {
        await Task.Run(cancel.Cancel, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancel.Dispose();
    }
}
