namespace SeedanceGen.Testing.Http;

/// <summary>Numbers what happens on one server, because many things happen at the same virtual time.</summary>
internal sealed class EventOrder
{
    private long _last;

    public long Next() => Interlocked.Increment(ref _last);
}
