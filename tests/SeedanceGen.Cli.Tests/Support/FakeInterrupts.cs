
namespace SeedanceGen.Cli.Tests.Support;

internal sealed class FakeInterrupts : IInterrupts, IDisposable
{
    private readonly CancellationTokenSource _pressed = new();

    public CancellationToken Token => _pressed.Token;

    public bool IsCtrlC { get; set; } = true;

    public void Press() => _pressed.Cancel();

    public void Dispose() => _pressed.Dispose();
}
