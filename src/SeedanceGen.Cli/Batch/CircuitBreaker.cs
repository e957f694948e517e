using System.Runtime.ExceptionServices;

namespace SeedanceGen.Cli.Batch;

/// <summary>Stops the submissions of a batch when more of them would be useless or unsafe.</summary>
internal sealed class CircuitBreaker(CancellationToken interrupt)
{
    // One line may fail for reasons of its own; this many failures in a row mean that the service accepts nothing.
    private const int MaxFailuresInARow = 3;

    private int _failuresInARow;
    private volatile string? _cause;
    private ExitCode _code;
    private ExceptionDispatchInfo? _fatal;

    /// <summary>Why nothing more is submitted, including Ctrl+C; null while submissions go on.</summary>
    public string? Reason => _cause ?? (interrupt.IsCancellationRequested ? "interrupted" : null);

    /// <summary>Why the breaker opened by itself; null when it did not.</summary>
    public string? Cause => _cause;

    /// <summary>The exit code that goes with the reason.</summary>
    public ExitCode Code => _cause is null ? ExitCode.Interrupted : _code;

    /// <summary>Stops the submissions.</summary>
    public void Open(string cause, ExitCode code)
    {
        if (_cause is null)
            (_code, _cause) = (code, cause);
    }

    /// <summary>Stops the submissions for an exception that ends the batch: its journal can no longer be trusted.</summary>
    public void OpenFor(Exception fatal)
    {
        Interlocked.CompareExchange(ref _fatal, ExceptionDispatchInfo.Capture(fatal), null);
        Open(fatal.Message, ExitCode.FileNotWritten);
    }

    public void RecordSuccess() => Volatile.Write(ref _failuresInARow, 0);

    public void RecordFailure(Exception exception)
    {
        // A submission that Ctrl+C canceled says nothing about the service.
        if (interrupt.IsCancellationRequested)
            return;

        if (exception is SeedanceAuthenticationException || Interlocked.Increment(ref _failuresInARow) >= MaxFailuresInARow)
            Open($"the service accepts no more submissions: {exception.Message}", Failure.Of(exception).Code);
    }

    public void ThrowIfFatal() => _fatal?.Throw();
}
