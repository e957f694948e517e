using Xunit.Abstractions;
using Xunit.Sdk;

namespace SeedanceGen.TestKit.Proxy;

/// <summary>Makes the mark a trait, so that a run can leave the marked tests out.</summary>
public sealed class PastTheProxyDiscoverer : ITraitDiscoverer
{
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute) => [new("Wire", "past-the-proxy")];
}
