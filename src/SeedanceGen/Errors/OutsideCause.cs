using System.Runtime.ExceptionServices;
using System.Text.Json;
using SeedanceGen.Texts;

namespace SeedanceGen.Errors;

/// <summary>
/// Cleans an exception that is the cause of an exception of this library. The platform's messages quote what came from outside: lines of a
/// response, names of a JSON object, the address of a proxy with its password. A program that prints the error prints its causes too.
/// </summary>
internal static class OutsideCause
{
    private const int MostCauses = 16;

    /// <summary>The same exception when it and all its causes are clean; otherwise one of the same type with clean messages.</summary>
    /// <param name="exception">The cause; null when there is none.</param>
    /// <param name="mask">Masks what only the caller knows as a secret.</param>
    public static Exception? Clean(Exception? exception, Func<string, string>? mask = null) =>
        exception is null || IsClean(exception, mask, MostCauses) ? exception : Rebuild(exception, mask, MostCauses);

    private static bool IsClean(Exception exception, Func<string, string>? mask, int depth) =>
        exception is SeedanceException
        || (depth > 0
            && CleanMessage(exception, mask) == MessageOf(exception)
            && (exception is AggregateException several
                ? several.InnerExceptions.All(inner => IsClean(inner, mask, depth - 1))
                : exception.InnerException is null || IsClean(exception.InnerException, mask, depth - 1)));

    private static Exception Rebuild(Exception exception, Func<string, string>? mask, int depth)
    {
        if (exception is SeedanceException)
            return exception;

        var message = CleanMessage(exception, mask);
        var inner = exception.InnerException is { } cause && depth > 0 ? Rebuild(cause, mask, depth - 1) : null;
        Exception clean = exception switch
        {
            HttpRequestException http => new HttpRequestException(http.HttpRequestError, message, inner, http.StatusCode),
            HttpIOException http => new HttpIOException(http.HttpRequestError, message, inner),
            EndOfStreamException => new EndOfStreamException(message, inner),
            IOException => new IOException(message, inner),
            JsonException json => new JsonException(message, path: null, json.LineNumber, json.BytePositionInLine, inner),
            TimeoutException => new TimeoutException(message, inner),
            OperationCanceledException canceled => new OperationCanceledException(message, inner, canceled.CancellationToken),
            _ => new OutsideException($"{exception.GetType().Name}: {message}", inner),
        };
        if (exception.StackTrace is { } trace)
            ExceptionDispatchInfo.SetRemoteStackTrace(clean, trace);
        return clean;
    }

    private static string CleanMessage(Exception exception, Func<string, string>? mask) =>
        OutsideText.Message(mask is null ? MessageOf(exception) : mask(MessageOf(exception)));

    /// <summary>The platform's own words about a disposed object have two lines.</summary>
    private static string MessageOf(Exception exception) =>
        exception is ObjectDisposedException ? exception.Message.ReplaceLineEndings(" ") : exception.Message;
}

/// <summary>Stands for an exception whose message is not fit to be shown, and whose type cannot be made again.</summary>
internal sealed class OutsideException(string message, Exception? innerException) : Exception(message, innerException);
