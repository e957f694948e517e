using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Text;

namespace SeedanceGen.Durable.Ledger;

/// <summary>Runs one statement on a connection.</summary>
internal static class SqlCommands
{
    /// <summary>Halves of surrogate pairs and U+0000; a pair is fine, and most texts have none.</summary>
    private static readonly SearchValues<char> Doubtful =
        SearchValues.Create(['\0', .. Enumerable.Range(0xD800, 0x800).Select(half => (char)half)]);

    public static async Task<int> ExecuteAsync(
        this DbConnection connection, DbTransaction? transaction, string sql, CancellationToken cancellationToken,
        params (string, object?)[] parameters)
    {
        var command = Command(connection, transaction, sql, parameters);
        await using (command.ConfigureAwait(false))
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The first column of the first row; null when there is no row.</summary>
    public static async Task<long?> NumberAsync(
        this DbConnection connection, DbTransaction? transaction, string sql, CancellationToken cancellationToken,
        params (string, object?)[] parameters)
    {
        var rows = await connection.ReadAsync(transaction, sql, row => NumberAt(row, 0), cancellationToken, parameters)
            .ConfigureAwait(false);
        return rows is [var number, ..] ? number : null;
    }

    public static async Task<List<T>> ReadAsync<T>(
        this DbConnection connection, DbTransaction? transaction, string sql, Func<DbDataReader, T> read,
        CancellationToken cancellationToken, params (string, object?)[] parameters)
    {
        var command = Command(connection, transaction, sql, parameters);
        await using var _ = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>A sum is a decimal in one database and an integer in the other; without rows it is null, which counts as zero.</summary>
    public static long NumberAt(DbDataReader row, int column) =>
        row.IsDBNull(column) ? 0 : Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);

    private static DbCommand Command(
        DbConnection connection, DbTransaction? transaction, string sql, (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value is string text ? Storable(text) : value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>PostgreSQL has no text with U+0000 or half a surrogate pair. A message from outside may have either.</summary>
    private static string Storable(string text) => text.AsSpan().ContainsAny(Doubtful)
        ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace("\0", "", StringComparison.Ordinal)
        : text;
}
