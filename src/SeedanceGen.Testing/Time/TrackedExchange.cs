namespace SeedanceGen.Testing.Time;

/// <summary>The hold of a tracked request on a clock. A server may release it while the caller waits for bytes that are not sent.</summary>
internal sealed class TrackedExchange(VirtualClock clock, string name) : IDisposable
{
    private const long NotRead = -1;

    private readonly object _gate = new();
    private readonly IDisposable _hold = clock.Hold();
    private IDisposable? _release;
    private long _position = NotRead;
    private long? _sent;
    private bool _isDisposed;

    /// <summary>Method and address.</summary>
    public string Name => name;

    public bool IsWaiting
    {
        get
        {
            lock (_gate)
                return _sent is not null;
        }
    }

    /// <summary>The caller reads again, and has received so many bytes of the body.</summary>
    public void ReadsFrom(long position)
    {
        lock (_gate)
        {
            _position = position;
            ReleaseIfStarved();
        }
    }

    /// <summary>The server sends no more than this until the result is disposed of.</summary>
    public IDisposable LetWait(long sent)
    {
        lock (_gate)
        {
            _sent = sent;
            ReleaseIfStarved();
        }

        return new Wait(this);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
        }

        // In this order, so that the clock is never free in between.
        EndWait();
        clock.EndExchange(this);
        _hold.Dispose();
    }

    private void EndWait()
    {
        lock (_gate)
        {
            _sent = null;
            _release?.Dispose();
            _release = null;
        }
    }

    private void ReleaseIfStarved()
    {
        if (_release is null && !_isDisposed && _sent <= _position)
            _release = clock.Release();
    }

    /// <summary>Ends one wait, once: the next wait of the same request may have begun.</summary>
    private sealed class Wait(TrackedExchange exchange) : IDisposable
    {
        private TrackedExchange? _exchange = exchange;

        public void Dispose() => Interlocked.Exchange(ref _exchange, null)?.EndWait();
    }
}
