namespace Aspire.Hosting.ApplicationModel;

/// <summary>The mock of the Seedance 2.0 Open API as a resource of an AppHost. It runs in the process of the AppHost.</summary>
public sealed class SeedanceMockResource : Resource, IResourceWithEndpoints
{
    internal const string EndpointName = "http";

    /// <summary>Makes the resource; <see cref="SeedanceMockBuilderExtensions.AddSeedanceMock"/> adds one that runs.</summary>
    /// <param name="name">The name of the resource.</param>
    /// <param name="apiKey">The key that the mock accepts.</param>
    public SeedanceMockResource(string name, string apiKey)
        : base(name)
    {
        ApiKey = apiKey;
        Endpoint = new EndpointReference(this, EndpointName);
    }

    /// <summary>The address of the mock; known when the AppHost has started it.</summary>
    public EndpointReference Endpoint { get; }

    /// <summary>The key that the mock accepts at its start. It gives access to nothing else.</summary>
    public string ApiKey { get; }
}
