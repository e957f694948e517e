namespace SeedanceGen.Testing.Transport;

/// <summary>Carries requests to a mock and its responses back. Its disposal ends it: no request comes after.</summary>
internal interface IMockTransport : IAsyncDisposable
{
    /// <summary>Makes a handler that leads to the mock; it follows no redirect.</summary>
    HttpMessageHandler CreateHandler();
}
