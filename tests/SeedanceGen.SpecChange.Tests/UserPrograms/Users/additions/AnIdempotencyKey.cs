/// <summary>With the mark, an attempt without a response is repeated with the same key, and charged once.</summary>
internal static class AnIdempotencyKey
{
    public static async Task RunAsync()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { IgnoredViolations = [MockViolationKind.RequestViolation] });
        await using var client = server.CreateClient();
        var request = VideoRequest.Seedance20("A river").Build();

        server.Given(MockOperation.Submit).Respond(MockFault.Status(502));
        var job = await client.SubmitAsync(request);
        Expect.Equal(1, server.Ledger.Charges.Count);

        var first = await client.SubmitAsync(request, new CallOptions { IdempotencyKey = "order-17" });
        var again = await client.SubmitAsync(request, new CallOptions { IdempotencyKey = "order-17" });
        Expect.Equal(first.Id, again.Id);
        Expect.That(first.Id != job.Id);
        Expect.Equal(2, server.Ledger.Charges.Count);

        var other = VideoRequest.Seedance20("A lake").Build();
        var refused = await Expect.ThrowsAsync<SeedanceApiException>(
            () => client.SubmitAsync(other, new CallOptions { IdempotencyKey = "order-17" }));
        Expect.Equal(MockErrorCodes.IdempotencyConflict, refused.Code);

        server.Given(MockOperation.Submit).Respond(MockFault.Status(502));
        await Tool.RunAsync(server, "submit", "A boat");
        Expect.Equal(3, server.Ledger.Charges.Count);
    }
}
