namespace SeedanceGen.Testing.Conformance.Mappings;

/// <summary>What the mock does and mappings cannot say.</summary>
internal static class MappingLimits
{
    private static readonly MappingLimitation[] OfBoth =
    [
        new("one winner of calls at the same time", "several callers may see the same state of a scenario"),
        new("virtual time, and lifecycles by time or by hand", "a job moves by polls only"),
        new("the rules of a submission, and every price", "only the documented requests are answered; any other has no mapping"),
        new("credits: balance and ledger", "the price is a number in the answer"),
        new("keys that are revoked or replaced in mid-run", "the key of the options is accepted from beginning to end, and no other"),
        new("webhooks", "none is sent"),
        new("the video behind the link, with its ranges", "the link leads nowhere"),
        new("faults, scripted or by chance", "none happens"),
        new("the judgement of requests and answers, strict mode, key leaks", "nothing is found"),
        new("answers to routes that the API does not have (404, and 405 with Allow)", "WireMock's own 404, which is no error envelope"),
        new("any case of the word Bearer", "it is compared exactly"),
    ];

    private static readonly MappingLimitation[] OfWireMockOrg =
    [
        new("a state for each job", "one scenario for each documented request, shared by all callers; a second submission has the same id and starts the scenario again"),
    ];

    private static readonly MappingLimitation[] OfWireMockNet =
    [
        new("a state for each job", "one scenario for each documented request, shared by all callers; a second submission has no mapping, since the scenario has left its start"),
        new("an unknown request id, named in the answer", "WireMock.Net's own 404, which is no error envelope"),
    ];

    public static IReadOnlyList<MappingLimitation> Of(WireMockDialect dialect) =>
        [.. dialect == WireMockDialect.WireMockOrg ? OfWireMockOrg : OfWireMockNet, .. OfBoth];
}
