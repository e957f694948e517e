/// <summary>A field has its new name in every place that people see.</summary>
internal static class AFieldHasAnotherName
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        _ = await client.SubmitAsync(VideoRequest.Seedance20(text: "A river").Build());
        _ = await client.SubmitAsync(new VideoGenerationRequest { Model = SeedanceModel.Seedance20, Text = "A river" });
        await Tool.RunAsync(server, "submit", "A river");

        Expect.Equal(3, server.Jobs.Count(job => job.Request.Text == "A river"));
        Expect.Rejected(() => VideoRequest.Seedance20(" ").Build(), "text"); // warns: SDG1001
    }
}
