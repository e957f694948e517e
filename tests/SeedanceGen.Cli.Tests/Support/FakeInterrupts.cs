using SeedanceGen.Cli.Hosting;

namespace SeedanceGen.Cli.Tests.Support;

internal sealed class FakeInterrupts : IInterrupts, IDisposable
{
    private readonly CancellationTokenSource _pressed = new();

    public CancellationToken Pressed => _pressed.Token;

    public bool IsByHand { get; set; } = true;

    public void Press() => _pressed.Cancel();

    public void Dispose() => _pressed.Dispose();
}
