using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using SeedanceGen.Hosting;

namespace SeedanceGen.Testing;

/// <summary>Lets the connections of a host's clients end at a mock; what the host added before the end stays.</summary>
internal sealed class MockConnection(SeedanceMock mock) : IPostConfigureOptions<HttpClientFactoryOptions>
{
    public void PostConfigure(string? name, HttpClientFactoryOptions options)
    {
        if (ClientRegistration.IsConnection(name))
            options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = mock.CreateHandler());
    }
}
