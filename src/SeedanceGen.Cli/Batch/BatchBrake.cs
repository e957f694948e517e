using System.Runtime.ExceptionServices;
using SeedanceGen.Cli.Failures;

namespace SeedanceGen.Cli.Batch;

/// <summary>Ends the submissions of a batch when going on would be no use, or not safe.</summary>
internal sealed class BatchBrake(CancellationToken pressed)
{
    // One line may fail for reasons of its own; so many in a row mean that the service does not take any.
    private const int MostInARow = 3;

    private int _inARow;
    private volatile string? _reason;
    private ExitCode _code;
    private ExceptionDispatchInfo? _fatal;

    /// <summary>Why nothing more is submitted; null while all is well.</summary>
    public string? Reason => _reason ?? (pressed.IsCancellationRequested ? "interrupted" : null);

    /// <summary>Why the batch came to a stop of its own; null when it did not.</summary>
    public string? Cause => _reason;

    /// <summary>The exit code that goes with the reason.</summary>
    public ExitCode Code => _reason is null ? ExitCode.Interrupted : _code;

    public void Stop(string reason, ExitCode code)
    {
        if (_reason is null)
            (_code, _reason) = (code, reason);
    }

    /// <summary>The journal cannot be trusted any more: the batch ends with this.</summary>
    public void Break(Exception exception)
    {
        Interlocked.CompareExchange(ref _fatal, ExceptionDispatchInfo.Capture(exception), null);
        Stop(exception.Message, ExitCode.FileNotWritten);
    }

    public void Accepted() => Volatile.Write(ref _inARow, 0);

    public void Refused(Exception exception)
    {
        // What Ctrl+C broke off says nothing of the service.
        if (pressed.IsCancellationRequested)
            return;

        if (exception is SeedanceAuthenticationException || Interlocked.Increment(ref _inARow) >= MostInARow)
            Stop($"the service does not take any more: {exception.Message}", FailureTable.Of(exception).Code);
    }

    public void Rethrow() => _fatal?.Throw();
}
