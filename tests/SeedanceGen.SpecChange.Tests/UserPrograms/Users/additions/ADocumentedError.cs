/// <summary>A documented error is a typed body with its headers on the exception.</summary>
internal static class ADocumentedError
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        await using var client = server.CreateClient(options => options.MaxAttempts = 1);
        server.Given(MockOperation.Submit).Respond(MockFault.Status(429));

        var error = await Expect.ThrowsAsync<SeedanceRateLimitException>(
            () => client.SubmitAsync(VideoRequest.Seedance20("A river").Build()));

        Slowed body = (Slowed)error.Body!;
        Expect.That(body.PerMinute > 0);
        Expect.That(error.RetryAfter is not null);
        Expect.That(error.Response.Headers.ContainsKey("Retry-After"));
        Expect.Equal(0, server.Ledger.Charges.Count);
    }
}
