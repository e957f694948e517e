using Npgsql;
using Quartz;
using SeedanceGen.Durable.PostgreSql;

namespace SeedanceGen.Durable;

/// <summary>Chooses PostgreSQL for durable jobs.</summary>
public static class PostgreSqlJobsOptionsExtensions
{
    /// <summary>The highest number of connections of one process, unless the connection string says another.</summary>
    private const int MaxConnections = 8;

    private const int MaxPrepared = 40;

    /// <summary>
    /// Keeps the jobs in a PostgreSQL database, which any number of machines share. The package makes the tables when they are missing.
    /// </summary>
    /// <param name="options">The options.</param>
    /// <param name="connectionString">
    /// The connection string of Npgsql. Without a pool size of its own, a process opens at most 8 connections.
    /// </param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentException">The connection string is empty or malformed.</exception>
    public static SeedanceJobsOptions UsePostgreSql(this SeedanceJobsOptions options, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var complete = Complete(connectionString);
        options.StoreFactory = _ => new PostgreSqlJobStore(complete);
        options.SchedulerStore = scheduler => scheduler.UsePersistentStore(store =>
        {
            store.UsePostgres(NpgsqlFactory.Instance, complete);
            store.UseClustering(cluster =>
            {
                // A worker that is gone is seen 10 to 12 seconds after its last sign, so that others have its shards within 15.
                cluster.CheckinInterval = TimeSpan.FromSeconds(2);
                cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(8);
            });
            // Own tables: the application may have a scheduler of its own in the same database.
            store.ConfigureStore(quartz =>
            {
                quartz.TablePrefix = "seedance_qrtz_";
                // A database that is restarted is back within seconds.
                quartz.DbRetryInterval = TimeSpan.FromSeconds(2);
            });
            store.ProvisionSchema();
        });
        return options;
    }

    /// <summary>Adds what the connection string leaves open.</summary>
    internal static string Complete(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (!builder.ShouldSerialize("Maximum Pool Size"))
            builder.MaxPoolSize = MaxConnections;
        // The statements are few, and each runs often.
        if (!builder.ShouldSerialize("Max Auto Prepare"))
            builder.MaxAutoPrepare = MaxPrepared;
        // A worker that was stopped inside a transaction holds its locks until the database ends the transaction.
        builder.Options ??= "-c idle_in_transaction_session_timeout=5s";
        builder.ApplicationName ??= "SeedanceGen.Durable";
        return builder.ConnectionString;
    }
}
