using Microsoft.Data.Sqlite;
using Npgsql;
using SeedanceGen.Durable.Ledger;
using SeedanceGen.Durable.PostgreSql;
using SeedanceGen.Durable.Sqlite;

namespace SeedanceGen.Durable.Tests.Support;

/// <summary>A new store of either kind.</summary>
public sealed class TestStore : IAsyncDisposable
{
    private readonly Scratch _scratch = new();
    private readonly string? _connectionString;

    private TestStore(string? connectionString) => _connectionString = connectionString;

    /// <summary>The file of a SQLite store.</summary>
    public string File => _scratch.File("jobs.db");

    public string Folder => _scratch.Folder;

    /// <summary>The connection string of a PostgreSQL store; null on SQLite.</summary>
    public string? ConnectionString => _connectionString;

    public static async Task<TestStore> CreateAsync(string kind) => kind == "SQLite"
        ? new TestStore(connectionString: null)
        : new TestStore(await (await PostgreSqlServer.SharedAsync()).CreateDatabaseAsync());

    public SeedanceJobsOptions Use(SeedanceJobsOptions options)
    {
        options.VideoFolder = _scratch.File("videos");
        options.AcceptanceFolder = _scratch.File("accepted");
        return _connectionString is null ? options.UseSqlite(File) : options.UsePostgreSql(_connectionString);
    }

    /// <summary>The ledger alone, opened.</summary>
    internal async Task<IJobStore> OpenAsync()
    {
        IJobStore store = _connectionString is null ? new SqliteJobStore(File) : new PostgreSqlJobStore(_connectionString);
        await store.OpenAsync(CancellationToken.None);
        return store;
    }

    /// <summary>A connection of the application's own to the database.</summary>
    public async Task<System.Data.Common.DbConnection> ConnectAsync()
    {
        System.Data.Common.DbConnection connection = _connectionString is null
            ? new SqliteConnection($"Data Source={File}")
            : new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
        return connection;
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        // Connections that wait for a test that has ended count against the limit of the server, 100.
        NpgsqlConnection.ClearAllPools();
        _scratch.Dispose();
        return ValueTask.CompletedTask;
    }
}
