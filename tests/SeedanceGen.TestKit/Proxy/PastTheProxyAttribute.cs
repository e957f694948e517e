using Xunit.Sdk;

namespace SeedanceGen.TestKit.Proxy;

/// <summary>
/// Marks a test whose exchanges do not go through the proxy that holds them against the API description, because they break it on purpose,
/// or because they are not what the test is about: the trait <c>Wire=past-the-proxy</c>.
/// </summary>
/// <param name="reason">What the proxy would object to.</param>
[TraitDiscoverer("SeedanceGen.TestKit.Proxy.PastTheProxyDiscoverer", "SeedanceGen.TestKit")]
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class PastTheProxyAttribute(string reason) : Attribute, ITraitAttribute
{
    public string Reason => reason;
}
