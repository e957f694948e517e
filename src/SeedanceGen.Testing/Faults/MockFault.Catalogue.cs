namespace SeedanceGen.Testing;

/// <summary>All faults, for tests that go through them.</summary>
public sealed partial class MockFault
{
    private static readonly TimeSpan CataloguePause = TimeSpan.FromSeconds(7);
    private static readonly FaultPoint[] Points = Enum.GetValues<FaultPoint>();
    private static readonly int[] Statuses = [408, 429, 500, 502, 503, 504];

    /// <summary>Every fault, those of a connection both with and without the request being processed. Their names differ in <see cref="ToString"/>.</summary>
    public static IReadOnlyList<MockFault> Catalogue { get; } =
    [
        .. from fault in Connections() from variant in new[] { fault.WithoutProcessing(), fault.AfterProcessing() } select variant,
        .. Statuses.Select(status => Status(status)),
        .. Statuses.Select(status => Status(status, CataloguePause)),
        Status(503, CataloguePause, asDate: true),
        Status(500).AfterProcessing(),
        MalformedJson(),
        HtmlPage(),
        HtmlPage(200),
        ErrorEnvelope(MockErrorCodes.Fault, "The mock was told to fail this request."),
        NoContent(),
    ];

    private static IEnumerable<MockFault> Connections() =>
    [
        .. Points.Select(ConnectionReset),
        .. Points.Select(ConnectionClosed),
        .. Points.Where(point => point != FaultPoint.AfterBody).Select(Hang),
        TruncatedBody(),
        SlowBody(CataloguePause),
    ];
}
