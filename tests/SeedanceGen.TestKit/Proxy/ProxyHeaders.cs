namespace SeedanceGen.TestKit.Proxy;

/// <summary>Headers that a test adds to a request on its way through the proxy; the service receives none of them.</summary>
public static class ProxyHeaders
{
    /// <summary>What the names of all of these begin with.</summary>
    public const string Prefix = "x-seedance-tests-";

    /// <summary>The test that makes the request, and which of its runs.</summary>
    public const string Test = Prefix + "test";

    /// <summary>The host and port that the request is meant for.</summary>
    public const string Upstream = Prefix + "upstream";

    /// <summary>The response of a service in memory, which has no port.</summary>
    public const string Response = Prefix + "response";
}
