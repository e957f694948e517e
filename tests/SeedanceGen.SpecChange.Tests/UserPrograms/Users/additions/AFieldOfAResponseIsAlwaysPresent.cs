/// <summary>A field that is always present is not nullable.</summary>
internal static class AFieldOfAResponseIsAlwaysPresent
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        VideoGenerationAccepted accepted = await client.Api.SubmitVideoGenerationAsync(VideoRequest.Seedance20("A river").Build());
        int credits = accepted.CreditsCharged;

        Expect.Equal(server.Ledger.ChargedFor(accepted.RequestId), credits);
        Expect.Contains("credits", (await Tool.RunAsync(server, "submit", "A river", "--verbose")).Errors);
    }
}
