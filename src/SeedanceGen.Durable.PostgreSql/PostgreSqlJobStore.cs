using System.Data.Common;
using Npgsql;
using SeedanceGen.Durable.Ledger;

namespace SeedanceGen.Durable.PostgreSql;

/// <summary>The ledger in PostgreSQL, for any number of processes.</summary>
internal sealed class PostgreSqlJobStore(string connectionString) : SqlJobStore
{
    /// <summary>Any number that no other application is likely to lock.</summary>
    private const long AloneLock = 0x5EEDA4CE;

    protected override string RowLock => " FOR UPDATE";

    public override Task RunAloneAsync(Func<Task> work, CancellationToken cancellationToken) =>
        ConnectAsync(
            async connection =>
            {
                await connection.ExecuteAsync(
                    transaction: null, FormattableString.Invariant($"SELECT pg_advisory_lock({AloneLock})"), cancellationToken)
                    .ConfigureAwait(false);
                try
                {
                    await work().ConfigureAwait(false);
                    return true;
                }
                finally
                {
                    await connection.ExecuteAsync(
                        transaction: null, FormattableString.Invariant($"SELECT pg_advisory_unlock({AloneLock})"), CancellationToken.None)
                        .ConfigureAwait(false);
                }
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
