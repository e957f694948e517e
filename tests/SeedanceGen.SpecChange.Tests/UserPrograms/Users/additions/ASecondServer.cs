/// <summary>A further server is a constant, and the first one stays the default.</summary>
internal static class ASecondServer
{
    public static async Task RunAsync()
    {
        Expect.Equal("https://asia.seedance.example/", SeedanceServers.AsiaSeedanceExample.ToString());
        await using var client = new SeedanceClient("sd2_live_x", new() { BaseAddress = SeedanceServers.AsiaSeedanceExample });
        await using var usual = new SeedanceClient("sd2_live_x");
        Expect.That(new SeedanceClientOptions().BaseAddress is null or { Host: "www.seedance2.ink" });
    }
}
