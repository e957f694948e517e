/// <summary>A variable of a server is an option; what it may be is a list of constants.</summary>
internal static class AServerWithAVariable
{
    public static async Task RunAsync()
    {
        await using var usual = new SeedanceClient("sd2_live_x");
        await using var asia = new SeedanceClient("sd2_live_x", new() { Zone = "asia" });
        await Expect.ThrowsAsync<SeedanceConfigurationException>(async () =>
        {
            await using var wrong = new SeedanceClient("sd2_live_x", new() { Zone = "evil.example/" });
        });
        Expect.Equal("https://asia.seedance2.ink/", SeedanceServers.Asia.ToString());
    }
}
