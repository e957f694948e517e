using System.Text.Json;
using SeedanceGen.Testing.Faults;

namespace SeedanceGen.Testing.Standalone;

/// <summary>A fault to script, as the control API is asked for it.</summary>
internal sealed record ControlFault
{
    private const int BadGateway = 502;
    private const int ServiceUnavailable = 503;
    private const int Success = 200;

    /// <summary>Which one; see <see cref="ToFault"/>.</summary>
    public required string Fault { get; init; }

    /// <summary>How much of the answer is sent before, for a fault of the connection.</summary>
    public FaultPoint At { get; init; }

    /// <summary>Whether the request is processed; null for what is usual for the fault.</summary>
    public bool? Processed { get; init; }

    public int? Status { get; init; }

    public double? RetryAfterSeconds { get; init; }

    public bool RetryAfterAsDate { get; init; }

    /// <summary>How long a slow body takes.</summary>
    public double? Seconds { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }

    /// <summary>An operation's id; null for any request.</summary>
    public string? Operation { get; init; }

    /// <summary>A job's id; null for any.</summary>
    public string? Job { get; init; }

    public int? Next { get; init; }

    public int? Nth { get; init; }

    public int? EveryNth { get; init; }

    public bool Always { get; init; }

    public MockFault ToFault()
    {
        var fault = Fault switch
        {
            "connectionReset" => MockFault.ConnectionReset(At),
            "connectionClosed" => MockFault.ConnectionClosed(At),
            "hang" => MockFault.Hang(At),
            "truncatedBody" => MockFault.TruncatedBody(),
            "slowBody" => MockFault.SlowBody(TimeSpan.FromSeconds(Seconds ?? throw new JsonException("A slowBody needs seconds."))),
            "status" => MockFault.Status(Status ?? ServiceUnavailable, RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null, RetryAfterAsDate),
            "malformedJson" => MockFault.MalformedJson(),
            "htmlPage" => MockFault.HtmlPage(Status ?? BadGateway),
            "errorEnvelope" => MockFault.ErrorEnvelope(Code ?? MockErrorCodes.Fault, Message ?? "", Status ?? Success),
            "noContent" => MockFault.NoContent(),
            _ => throw new JsonException(
                $"There is no fault '{Fault}'; there are connectionReset, connectionClosed, hang, truncatedBody, slowBody, status, malformedJson, htmlPage, errorEnvelope and noContent."),
        };
        return Processed switch
        {
            true => fault.AfterProcessing(),
            false => fault.WithoutProcessing(),
            null => fault,
        };
    }

    public FaultTurn ToTurn() =>
        Always ? FaultTurn.Of(FaultTurnKind.Always, 1)
        : EveryNth is { } every ? FaultTurn.Of(FaultTurnKind.EveryNth, every)
        : Nth is { } nth ? FaultTurn.Of(FaultTurnKind.Nth, nth)
        : FaultTurn.Of(FaultTurnKind.Next, Next ?? 1);
}
