using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing.Transport;

/// <summary>The mock without a socket.</summary>
internal sealed class MemoryMock : SeedanceMock
{
    private readonly CancellationTokenSource _closing = new();

    public MemoryMock(MockRuntime runtime)
        : base(runtime)
    {
    }

    private protected override ValueTask CloseAsync() => new(_closing.CancelAsync());

    private protected override HttpMessageHandler Connect() => new MemoryHandler(Runtime, _closing.Token);
}
