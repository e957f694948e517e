using System.Runtime.InteropServices;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>
/// The signals that end the real process: Ctrl+C, SIGTERM at a system's shutdown, SIGHUP of a closed terminal. The tool handles only the
/// first, because the response to a submission may be on its way; at the next one the system ends the process.
/// </summary>
internal sealed class SignalInterrupts : IInterrupts, IDisposable
{
    private readonly CancellationTokenSource _first = new();
    private readonly IReadOnlyList<PosixSignalRegistration> _registrations;
    private int _count;

    public SignalInterrupts() => _registrations =
    [
        .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
            .Select(signal => PosixSignalRegistration.Create(signal, Handle)),
    ];

    public CancellationToken Token => _first.Token;

    public bool IsCtrlC { get; private set; }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _first.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        var isFirst = Interlocked.Increment(ref _count) == 1;

        // The shell and the system both send SIGHUP when a terminal closes, so a second SIGHUP does not end the process.
        if (!isFirst && context.Signal != PosixSignal.SIGHUP)
            return;

        context.Cancel = true;
        if (!isFirst)
            return;

        IsCtrlC = context.Signal == PosixSignal.SIGINT;
        // The continuations must not block the signal's thread, or the second signal would wait for them.
        _ = Task.Run(_first.Cancel);
    }
}
