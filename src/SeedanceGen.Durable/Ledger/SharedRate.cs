using System.Data.Common;

namespace SeedanceGen.Durable.Ledger;

/// <summary>A rate that all workers share: the moment of the next call, in a column of the store's row.</summary>
internal sealed class SharedRate(string column, string rowLock)
{
    /// <summary>How many missed calls the workers may make at once: those of the last second, and at least one. In milliseconds.</summary>
    private const long Burst = 1000;

    /// <summary>Takes at most <paramref name="wanted"/> calls.</summary>
    public async Task<int> TakeAsync(
        DbConnection connection, DbTransaction transaction, int wanted, double perSecond, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var present = JobText.Milliseconds(now);
        // Microseconds, so that a rate above a thousand keeps its value.
        var spacing = 1_000_000 / perSecond;
        var stored = await connection.NumberAsync(
            transaction, $"SELECT {column} FROM seedance_store{rowLock}", cancellationToken).ConfigureAwait(false) ?? 0;
        // At least the time of one call: with less than one call a second, one second never allows a call.
        var next = Math.Max(stored, (present * 1000) - Math.Max(Burst * 1000, (long)Math.Ceiling(spacing)));
        var taken = (int)Math.Clamp(((present * 1000) - next) / spacing, 0, wanted);
        if (taken > 0)
        {
            await connection.ExecuteAsync(
                transaction, $"UPDATE seedance_store SET {column} = @next", cancellationToken,
                ("next", next + (long)Math.Ceiling(taken * spacing))).ConfigureAwait(false);
        }

        return taken;
    }
}
