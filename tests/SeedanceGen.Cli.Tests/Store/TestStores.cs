using Npgsql;
using SeedanceGen.Cli.Tests.Support;

namespace SeedanceGen.Cli.Tests.Store;

/// <summary>New stores for tests, by the address that the tool takes.</summary>
internal static class TestStores
{
    public static async Task<string> CreateAsync(string kind, TemporaryFolder folder)
    {
        if (kind == "SQLite")
            return folder.At("jobs.db");

        var server = await PostgreSqlServer.SharedAsync();
        var connection = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync());
        return FormattableString.Invariant(
            $"postgres://{connection.Username}@{connection.Host}:{connection.Port}/{connection.Database}");
    }
}
