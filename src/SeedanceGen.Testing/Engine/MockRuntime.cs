namespace SeedanceGen.Testing.Engine;

/// <summary>What is behind an address: an engine and its state, which a reset replaces as a whole.</summary>
internal sealed class MockRuntime(SeedanceMockOptions options) : IAsyncDisposable
{
    private volatile MockEngine _engine = new(new MockServerState(options));

    public MockEngine Engine => _engine;

    public MockServerState State => _engine.State;

    /// <summary>Forgets everything; requests that are under way end on what was before.</summary>
    public ValueTask ResetAsync()
    {
        var before = State;
        _engine = new MockEngine(new MockServerState(options) { BaseAddress = before.BaseAddress });
        return before.DisposeAsync();
    }

    public ValueTask DisposeAsync() => State.DisposeAsync();
}
