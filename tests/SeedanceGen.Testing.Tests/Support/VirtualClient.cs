namespace SeedanceGen.Testing.Tests.Support;

/// <summary>A client on the clock of its server.</summary>
internal static class VirtualClient
{
    public static SeedanceClient Of(SeedanceMockServer server, VirtualTimeProvider clock) => new(server.ApiKey, new()
    {
        BaseAddress = server.BaseAddress,
        TimeProvider = clock,
        HttpHandler = clock.Track(new SocketsHttpHandler { AllowAutoRedirect = false }),
    });
}
