namespace SeedanceGen.Testing.Tests.Support;

/// <summary>A handler of a host under test.</summary>
internal sealed class CountingHandler : DelegatingHandler
{
    private static int _calls;

    public static int Calls => Volatile.Read(ref _calls);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return base.SendAsync(request, cancellationToken);
    }
}
