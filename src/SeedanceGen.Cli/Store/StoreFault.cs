using System.Data.Common;
using System.Net.Sockets;

namespace SeedanceGen.Cli.Store;

/// <summary>What an error of a store means to the person who named the store.</summary>
internal static class StoreFault
{
    /// <summary>The SQLSTATE class of a rejected login.</summary>
    private const string InvalidAuthorization = "28";

    private const string UnknownDatabase = "3D000";

    /// <summary>Runs an action on an open store, which Ctrl+C may cancel at any time without a loss.</summary>
    /// <exception cref="ToolException">The store failed, or Ctrl+C was pressed.</exception>
    public static async Task<T> GuardAsync<T>(CommandContext context, StoreAddress store, Func<CancellationToken, Task<T>> action)
    {
        try
        {
            return await Interruption.GuardAsync(context, action);
        }
        catch (Exception fault) when (Of(fault, store) is { } problem)
        {
            throw problem;
        }
    }

    /// <summary>The same, of an exception while the store is opened: then what the library refuses is an error of the user.</summary>
    public static ToolException? OfOpening(Exception exception, StoreAddress store) => Of(exception, store) ?? exception switch
    {
        ToolException => null,
        // A setting of the address that the driver does not accept.
        ArgumentException or FormatException or IOException or UnauthorizedAccessException => new UsageException(
            $"The store {store} cannot be used: {exception.Message}", exception),
        // Another process has the file, or a folder takes no files. The library says which.
        InvalidOperationException => new UsageException(exception.Message, exception),
        _ => null,
    };

    /// <summary>The error with what to do next; null when the exception is not the store's.</summary>
    public static ToolException? Of(Exception exception, StoreAddress store) => exception switch
    {
        ToolException => null,
        DbException { SqlState: { } state } when state.StartsWith(InvalidAuthorization, StringComparison.Ordinal) =>
            Login(store, exception),
        DbException { SqlState: UnknownDatabase } => new UsageException(
            $"The store {store} has no such database: {exception.Message} Create it first, for example with createdb.", exception),
        DbException when exception.Message.Contains("password", StringComparison.OrdinalIgnoreCase) => Login(store, exception),
        DbException when store.File is not null => new UsageException(
            $"The store {store} cannot be used: {exception.Message} Is it the file of a store?", exception),
        DbException or SocketException or TimeoutException => new ToolException(
            ExitCode.Network, $"The store {store} could not be reached: {exception.Message}", exception),
        _ => null,
    };

    private static UsageException Login(StoreAddress store, Exception cause) => new(
        $"The store {store} rejects the login: {cause.Message} Set PGPASSWORD, or write the password to ~/.pgpass.", cause);
}
