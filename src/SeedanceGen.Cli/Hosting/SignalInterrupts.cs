using System.Runtime.InteropServices;

namespace SeedanceGen.Cli.Hosting;

/// <summary>Ctrl+C of the real process. Only the first press is held back; the next one does what the system does with it.</summary>
internal sealed class SignalInterrupts : IInterrupts, IDisposable
{
    private readonly CancellationTokenSource _pressed = new();
    private readonly PosixSignalRegistration _registration;
    private int _presses;

    public SignalInterrupts() => _registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, Press);

    public CancellationToken Pressed => _pressed.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _pressed.Dispose();
    }

    private void Press(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref _presses) > 1)
            return;

        context.Cancel = true;
        // The continuations must not keep the signal's thread, or the second press would wait for them.
        _ = Task.Run(_pressed.Cancel);
    }
}
