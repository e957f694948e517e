namespace SeedanceGen.TestKit.Proxy;

/// <summary>What a request through the proxy says to those who run it; the service sees none of it.</summary>
public static class ProxyHeaders
{
    /// <summary>What the names of all of these begin with.</summary>
    public const string Prefix = "x-seedance-tests-";

    /// <summary>The test that makes the request, and which of its runs.</summary>
    public const string Test = Prefix + "test";

    /// <summary>The host and port that the request is meant for.</summary>
    public const string Upstream = Prefix + "upstream";

    /// <summary>What a service in memory answers; it has no port.</summary>
    public const string Answer = Prefix + "answer";
}
