using SeedanceGen.Durable.Sqlite;

namespace SeedanceGen.Durable;

/// <summary>Chooses SQLite for durable jobs.</summary>
public static class SqliteJobsOptionsExtensions
{
    /// <summary>
    /// Keeps the jobs in a SQLite file, which the package makes when it is missing. One process uses it at a time: the start of another one
    /// throws an <see cref="InvalidOperationException"/>.
    /// </summary>
    /// <param name="options">The options.</param>
    /// <param name="path">The path of the file, on a local disk.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentException">The path is empty or blank.</exception>
    public static SeedanceJobsOptions UseSqlite(this SeedanceJobsOptions options, string path)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options.StoreFactory = _ => new SqliteJobStore(path);
        return options;
    }
}
