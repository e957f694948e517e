using Microsoft.Extensions.Options;

namespace SeedanceGen.Testing;

/// <summary>The last word on the options of each client of a host.</summary>
internal sealed class MockClientOptions(SeedanceMock mock) : IPostConfigureOptions<SeedanceClientOptions>
{
    public void PostConfigure(string? name, SeedanceClientOptions options)
    {
        options.ApiKey = mock.ApiKey;
        options.BaseAddress = mock.BaseAddress;
        options.TimeProvider = mock.State.Options.TimeProvider;
        // Without a handler of its own a client takes the host's connection, which leads to the mock, with the host's handlers before it.
        options.HttpHandler = null;
    }
}
