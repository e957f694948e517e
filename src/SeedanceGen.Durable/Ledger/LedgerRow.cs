using System.Data.Common;

namespace SeedanceGen.Durable.Ledger;

/// <summary>A row of the ledger.</summary>
internal sealed record LedgerRow(VideoJob Job, string RequestHash, long? Price)
{
    /// <summary>Reads the columns of <see cref="LedgerSql.Columns"/>.</summary>
    public static LedgerRow Read(DbDataReader row) => new(
        new VideoJob
        {
            Key = row.GetString(0),
            Shard = row.GetInt32(1),
            State = JobText.State(row.GetString(2)),
            Attempt = row.GetInt32(3),
            Tries = row.GetInt32(4),
            Request = JobText.Request(row.GetString(5)),
            RequestId = TextAt(row, 6),
            Generation = TextAt(row, 7) is { } generation ? JobText.Generation(generation) : null,
            Location = TextAt(row, 8),
            Error = TextAt(row, 9),
            Reserved = row.GetInt64(10),
            CreditsCharged = row.IsDBNull(11) ? null : row.GetInt64(11),
            IsCancelRequested = row.GetInt32(12) != 0,
            TraceParent = TextAt(row, 13),
            EnqueuedAt = JobText.Time(row.GetInt64(14)),
            ChangedAt = JobText.Time(row.GetInt64(15)),
            CandidateId = TextAt(row, 18),
        },
        row.GetString(17),
        row.IsDBNull(16) ? null : row.GetInt64(16));

    private static string? TextAt(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
