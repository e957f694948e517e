using System.Data.Common;
using Npgsql;
using SeedanceGen.Durable.Ledger;

namespace SeedanceGen.Durable.PostgreSql;

/// <summary>The ledger in PostgreSQL, for any number of processes.</summary>
internal sealed class PostgreSqlJobStore(string connectionString) : SqlJobStore
{
    /// <summary>Any number that no other application is likely to lock.</summary>
    private const long AloneLock = 0x5EEDA4CE;

    /// <summary>Takes the lock. The database ends the transaction of a process that was stopped, and the lock with it.</summary>
    internal static readonly string[] Alone =
    [
        "SET LOCAL idle_in_transaction_session_timeout = '5s'",
        FormattableString.Invariant($"SELECT pg_advisory_xact_lock({AloneLock})"),
    ];

    /// <summary>How often the process that has the lock sends a statement, so that the database does not end its transaction.</summary>
    private static readonly TimeSpan SignInterval = TimeSpan.FromSeconds(1);

    protected override string RowLock => " FOR UPDATE";

    public override Task RunAloneAsync(Func<Task> work, CancellationToken cancellationToken) =>
        ConnectAsync(
            async connection =>
            {
                var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
                await using var _ = transaction.ConfigureAwait(false);
                foreach (var statement in Alone)
                    await connection.ExecuteAsync(transaction, statement, cancellationToken).ConfigureAwait(false);
                var working = work();
                try
                {
                    while (await Task.WhenAny(working, Task.Delay(SignInterval, CancellationToken.None)).ConfigureAwait(false) != working)
                        await connection.ExecuteAsync(transaction, "SELECT 1", CancellationToken.None).ConfigureAwait(false);
                }
                catch (DbException)
                {
                    // This process was stopped, and another one may do the same work. Each part of it allows for that or fails.
                }

                await working.ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task<T> ConnectAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(connectionString);
        await using var _ = connection.ConfigureAwait(false);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        return await work(connection).ConfigureAwait(false);
    }
}
