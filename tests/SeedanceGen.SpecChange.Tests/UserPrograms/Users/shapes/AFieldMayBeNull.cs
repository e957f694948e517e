/// <summary>A field that may be null is left out when it has no value; the service may send null.</summary>
internal static class AFieldMayBeNull
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();

        Uri? none = null;
        _ = await client.SubmitAsync(
            new VideoGenerationRequest { Model = SeedanceModel.Seedance20, Prompt = "A river", Seed = 1, WebhookUrl = none });
        Expect.That(!server.Journal.Entries[0].Body.Contains("webhookUrl"));

        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", server.ApiKey);
        const string WithNull = """{"model":"seedance-2.0","prompt":"A river","seed":1,"webhookUrl":null}""";
        using var accepted = await http.PostAsync(
            "api/open/v1/video/generations", new StringContent(WithNull, System.Text.Encoding.UTF8, "application/json"));
        Expect.Equal(200, (int)accepted.StatusCode);
    }
}
