using System.Data.Common;

namespace SeedanceGen.Durable.Ledger;

/// <summary>What the store was charged and may still be charged, within one transaction.</summary>
internal sealed class CreditReservations(long charged, long reserved, long maxCost)
{
    public long Charged { get; } = charged;

    public long Reserved { get; private set; } = reserved;

    public static async Task<CreditReservations> ReadAsync(
        DbConnection connection, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        var sums = await connection.ReadAsync(
            transaction, LedgerSql.Sums,
            row => new CreditReservations(SqlCommands.NumberAt(row, 0), SqlCommands.NumberAt(row, 1), SqlCommands.NumberAt(row, 2)),
            cancellationToken).ConfigureAwait(false);
        return sums[0];
    }

    /// <summary>Reserves the price of a job; false when it does not fit.</summary>
    /// <param name="maxCredits">What the store may be charged; null sets no limit.</param>
    /// <param name="price">
    /// The known price; null takes that of the most expensive job so far, and before the first all that is left.
    /// </param>
    /// <param name="held">What an earlier submission of the job still holds.</param>
    /// <param name="own">What the job now holds.</param>
    public bool TryReserve(long? maxCredits, long? price, long held, out long own)
    {
        var left = maxCredits - Charged - Reserved + held;
        own = price ?? (maxCost > 0 ? maxCost : Math.Max(left ?? 0, 0));
        if (left is { } credits && (credits <= 0 || own > credits))
            return false;
        Reserved += own - held;
        return true;
    }
}
