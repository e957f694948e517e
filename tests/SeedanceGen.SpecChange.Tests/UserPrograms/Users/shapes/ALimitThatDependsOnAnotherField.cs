#pragma warning disable CS0618 // The field is deprecated by another edit.

/// <summary>A limit that depends on another field is checked.</summary>
internal static class ALimitThatDependsOnAnotherField
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        _ = await client.SubmitAsync(
            VideoRequest.Seedance20("A river", seed: 1).WithDuration(8).WithResolution(Resolution.P1080).Build());
        await Tool.FailAsync(server, "submit", "A river", "--seed", "1", "--duration", "9", "--resolution", "1080p");
        Expect.Rejected(
            () => VideoRequest.Seedance20("A river", seed: 1).WithDuration(9).WithResolution(Resolution.P1080).Build(), // warns: SDG1001
            "duration", "resolution");
        Expect.Equal(1, server.Jobs.Count);
    }
}
