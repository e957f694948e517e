namespace SeedanceGen.Faults.Tests;

/// <summary>What the caller of a submission does: asks for something impossible, or cancels it.</summary>
internal static class CallerFaults
{
    private static readonly VideoGenerationRequest Request = VideoRequest.Seedance20("A river").WithDuration(5).Build();

    public static IEnumerable<FaultRow> Rows { get; } =
    [
        new("a duration that no model has", MoneyGuide.Invalid, "submit", Says.NotCharged, 0, async () =>
        {
            await using var server = new FaultServer(_ => FaultResponse.Of(Documents.Accepted));
            await using var client = FaultOperations.ClientOf(server.Address);
            return await Observed.OfAsync(() => client.SubmitAsync(Request with { Duration = 1_000_000 }), _ => Says.Accepted, server);
        }),
        new("a token that is canceled before", MoneyGuide.Canceled, "submit", Says.Canceled, 0, async () =>
        {
            await using var server = new FaultServer(_ => FaultResponse.Of(Documents.Accepted));
            await using var client = FaultOperations.ClientOf(server.Address);
            return await Observed.OfAsync(
                () => client.SubmitAsync(Request, new CancellationToken(canceled: true)), _ => Says.Accepted, server);
        }),
        new("a token that is canceled on its way", MoneyGuide.CanceledOnItsWay, "submit", Says.CanceledOnItsWay, 1, async () =>
        {
            using var token = new CancellationTokenSource();
            await using var server = new FaultServer(_ =>
            {
                token.CancelAfter(TimeSpan.FromMilliseconds(50));
                return new FaultResponse([], Accepts: true, Then.Hang);
            });
            await using var client = FaultOperations.ClientOf(server.Address);
            return await Observed.OfAsync(() => client.SubmitAsync(Request, token.Token), _ => Says.Accepted, server);
        }),
    ];
}
