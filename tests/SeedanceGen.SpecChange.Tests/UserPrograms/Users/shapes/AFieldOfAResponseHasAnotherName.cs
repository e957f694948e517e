/// <summary>What the course of a job reads is marked in the description: the price is found under its new name.</summary>
internal static class AFieldOfAResponseHasAnotherName
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        var job = await client.SubmitAsync(VideoRequest.Seedance20("A river", seed: 1).Build());
        VideoGenerationAccepted accepted = await client.Api.SubmitVideoGenerationAsync(VideoRequest.Seedance20("A river", seed: 1).Build());

        Expect.That(accepted.Price > 0);
        Expect.Equal(accepted.Price, job.CreditsCharged);
        Expect.Contains($"{accepted.Price} credits", (await Tool.RunAsync(server, "submit", "A river", "--seed", "1")).Errors);
    }
}
