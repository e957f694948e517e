/// <summary>A field of the type text or null is a text that may be missing; the mock takes null.</summary>
internal static class AFieldMayBeNullIn31
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient();
        var job = await client.SubmitAsync(VideoRequest.Seedance20("A river").WithWebhookUrl(new Uri("https://shop.example/hook")).Build());
        Expect.That(job.Id.Length > 0);

        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", server.ApiKey);
        const string WithNull = """{"model":"seedance-2.0","prompt":"A river","webhookUrl":null}""";
        using var accepted = await http.PostAsync(
            "api/open/v1/video/generations", new StringContent(WithNull, System.Text.Encoding.UTF8, "application/json"));
        Expect.Equal(200, (int)accepted.StatusCode);
    }
}
