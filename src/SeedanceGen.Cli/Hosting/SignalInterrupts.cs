using System.Runtime.InteropServices;

namespace SeedanceGen.Cli.Hosting;

/// <summary>
/// What ends the real process: Ctrl+C, SIGTERM of a system that shuts down, SIGHUP of a terminal that is closed. Only the first is held
/// back, because the answer to a submission may be on its way; the next one does what the system does with it.
/// </summary>
internal sealed class SignalInterrupts : IInterrupts, IDisposable
{
    private readonly CancellationTokenSource _pressed = new();
    private readonly IReadOnlyList<PosixSignalRegistration> _registrations;
    private int _presses;

    public SignalInterrupts() => _registrations =
    [
        .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Press)),
    ];

    public CancellationToken Pressed => _pressed.Token;

    public bool IsByHand { get; private set; }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _pressed.Dispose();
    }

    private void Press(PosixSignalContext context)
    {
        var isFirst = Interlocked.Increment(ref _presses) == 1;

        // The shell and the system both tell of a terminal that is closed.
        if (!isFirst && context.Signal != PosixSignal.SIGHUP)
            return;

        context.Cancel = true;
        if (!isFirst)
            return;

        IsByHand = context.Signal == PosixSignal.SIGINT;
        // The continuations must not keep the signal's thread, or the second press would wait for them.
        _ = Task.Run(_pressed.Cancel);
    }
}
