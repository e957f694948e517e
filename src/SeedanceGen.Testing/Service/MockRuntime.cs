namespace SeedanceGen.Testing.Service;

/// <summary>What is behind an address: an engine and its state, which a reset replaces as a whole.</summary>
internal sealed class MockRuntime(SeedanceMockOptions options) : IAsyncDisposable
{
    private MockEngine _engine = new(new MockServerState(options));

    public MockEngine Engine => Volatile.Read(ref _engine);

    public MockServerState State => Engine.State;

    /// <summary>The options that the mock was made with, whatever a reset has put in their place.</summary>
    public SeedanceMockOptions StartOptions => options;

    /// <summary>Forgets everything; requests that are under way end on what was before.</summary>
    /// <param name="others">The options from now on; null for those that the mock was made with.</param>
    public ValueTask ResetAsync(SeedanceMockOptions? others = null)
    {
        var fresh = new MockEngine(new MockServerState(others ?? options) { BaseAddress = State.BaseAddress });
        // Of resets at the same time each ends another state, and none ends one twice.
        return Interlocked.Exchange(ref _engine, fresh).State.DisposeAsync();
    }

    public ValueTask DisposeAsync() => State.DisposeAsync();
}
