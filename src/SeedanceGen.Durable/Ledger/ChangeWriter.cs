using System.Data.Common;

namespace SeedanceGen.Durable.Ledger;

/// <summary>
/// Writes one step of a job, and counts its credits. The same transaction reads what the row has reserved and whether it has a price,
/// because what the writer remembers may be out of date.
/// </summary>
internal sealed class ChangeWriter(string rowLock)
{
    /// <summary>Whether a step changes credits, and so more than one row.</summary>
    public static bool NeedsTransaction(JobChange change) => change.Credits is not null || change.IsSettled || MayHoldAgain(change);

    /// <summary>Writes the step when the job is still as it requires.</summary>
    /// <returns>Whether it was.</returns>
    public async Task<bool> WriteAsync(
        DbConnection connection, DbTransaction? transaction, JobChange change, CancellationToken cancellationToken)
    {
        var held = NeedsTransaction(change)
            ? await connection.ReadAsync(
                transaction, LedgerSql.Held + rowLock,
                row => (Reserved: row.GetInt64(0), HasPrice: !row.IsDBNull(1), MayBeCharged: row.GetInt32(2) != 0), cancellationToken,
                ("key", change.Key)).ConfigureAwait(false)
            : [];
        var (lease, otherLease) = change.LeaseEnds ?? default;
        var shard = await connection.NumberAsync(
            transaction, LedgerSql.Change(change), cancellationToken,
            ("key", change.Key), ("attempt", change.Attempt ?? 0), ("due", JobText.Milliseconds(change.DueAt)), ("tries", change.Tries),
            ("error", change.Error), ("now", JobText.Milliseconds(change.Now)), ("request_id", change.RequestId),
            ("generation", change.Generation), ("location", change.Location), ("credits", change.Credits),
            ("candidate", change.CandidateId), ("lease", JobText.Milliseconds(lease)),
            ("other_lease", JobText.Milliseconds(otherLease))).ConfigureAwait(false);
        if (shard is null)
            return false;
        if (held is not [var (reserved, hasPrice, mayBeCharged)])
            return true;

        if (MayHoldAgain(change))
        {
            if (reserved == 0 && !hasPrice)
                await HoldAgainAsync(connection, transaction, change.Key, (int)shard, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            var isReleased = change.IsSettled && !(mayBeCharged && LedgerSql.KeepsReservation(change));
            await ChargeAsync(
                connection, transaction, (int)shard, hasPrice ? 0 : change.Credits ?? 0, isReleased ? reserved : 0, cancellationToken)
                .ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>
    /// Whether a job is accepted without a price. An earlier step may have taken it for not charged, and released its reservation.
    /// </summary>
    private static bool MayHoldAgain(JobChange change) => change is { RequestId: not null, Credits: null, IsSettled: false };

    private static async Task HoldAgainAsync(
        DbConnection connection, DbTransaction? transaction, string key, int shard, CancellationToken cancellationToken)
    {
        var reserved = await connection.NumberAsync(transaction, LedgerSql.HoldAgain, cancellationToken, ("key", key))
            .ConfigureAwait(false);
        if (reserved > 0)
        {
            await connection.ExecuteAsync(
                transaction, LedgerSql.Reserve, cancellationToken, ("reserved", reserved), ("shard", shard)).ConfigureAwait(false);
        }
    }

    /// <summary>Counts credits as charged, and others as no longer reserved.</summary>
    public static Task<int> ChargeAsync(
        DbConnection connection, DbTransaction? transaction, int shard, long credits, long released, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(
            transaction, LedgerSql.Charge, cancellationToken, ("credits", credits), ("released", released), ("shard", shard));
}
