using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using SeedanceGen.Durable.Ledger;

namespace SeedanceGen.Durable.Sqlite;

/// <summary>
/// The ledger in a SQLite file. One process has it at a time, and its work goes through one connection: SQLite writes one transaction at a
/// time in any case.
/// </summary>
internal sealed class SqliteJobStore(string path) : SqlJobStore
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly SqliteConnection _connection = new(new SqliteConnectionStringBuilder
    {
        DataSource = path,
        // How long the store waits for the application's own transaction on the file, in seconds.
        DefaultTimeout = 30,
        Pooling = false,
    }.ToString());

    private FileStream? _lock;
    private int _isDisposed;

    protected override string RowLock => "";

    /// <summary>The process is alone with its file.</summary>
    public override Task RunAloneAsync(Func<Task> work, CancellationToken cancellationToken) => work();

    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            await _connection.DisposeAsync().ConfigureAwait(false);
            if (_lock is not null)
                await _lock.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            // Calls that wait for their turn get it, and fail. A semaphore that is disposed of would leave them waiting without end.
            _turn.Release();
        }
    }

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _lock ??= Lock();
        if (_connection.State == ConnectionState.Closed)
            await _connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        await _connection.ExecuteAsync(transaction: null, "PRAGMA journal_mode = WAL", cancellationToken).ConfigureAwait(false);
        // A commit is on the disk when it returns: a claim that is lost with the power would be sent again.
        await _connection.ExecuteAsync(transaction: null, "PRAGMA synchronous = FULL", cancellationToken).ConfigureAwait(false);
    }

    protected override async Task<T> ConnectAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);
            return await work(_connection).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Locks the file for this process. The operating system ends the lock with the process, however the process ends.</summary>
    private FileStream Lock()
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            if (!IsTaken(problem))
                throw new InvalidOperationException($"The store '{path}' cannot be opened: {problem.Message}", problem);
            throw new InvalidOperationException(
                $"Another process uses the store '{path}'. A SQLite store has one process at a time: "
                + "stop the other one, or use PostgreSQL.",
                problem);
        }
    }

    /// <summary>Whether another process has the lock: <c>EWOULDBLOCK</c> of Linux and of macOS, and Windows' sharing violation.</summary>
    private static bool IsTaken(Exception problem) => problem.HResult is 11 or 35 or unchecked((int)0x80070020);
}
