using SeedanceGen.Testing.Faults;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing;

/// <summary>The faults of a connection.</summary>
public sealed partial class MockFault
{
    /// <summary>The server resets the connection (RST).</summary>
    /// <param name="at">How much of the answer is sent before.</param>
    public static MockFault ConnectionReset(FaultPoint at = FaultPoint.BeforeResponse) => Cut(nameof(ConnectionReset), "connection reset", at, TransmissionEnd.Reset);

    /// <summary>The server closes the connection cleanly (FIN).</summary>
    /// <param name="at">How much of the answer is sent before.</param>
    public static MockFault ConnectionClosed(FaultPoint at = FaultPoint.BeforeResponse) => Cut(nameof(ConnectionClosed), "connection closed", at, TransmissionEnd.Close);

    /// <summary>The server keeps the connection and says no more; it ends when the caller leaves or the server is disposed of.</summary>
    /// <param name="at">How much of the answer is sent before; not all of it, because nobody would notice.</param>
    /// <exception cref="ArgumentOutOfRangeException">The whole answer would be sent.</exception>
    public static MockFault Hang(FaultPoint at = FaultPoint.BeforeResponse)
    {
        return at == FaultPoint.AfterBody
            ? throw new ArgumentOutOfRangeException(nameof(at), at, "A hang after the whole answer is none: the caller has what it waited for.")
            : Cut(nameof(Hang), "hang", at, TransmissionEnd.Hang);
    }

    /// <summary>Half of the body, without <c>Content-Length</c>, then a clean close: by the rules of HTTP that is the whole body.</summary>
    public static MockFault TruncatedBody() => new(
        "body truncated without a length",
        new MockFaultCode($"{nameof(TruncatedBody)}()", IsProcessedByItself: true),
        isProcessed: true,
        (answer, _) => answer with { Delivery = new ResponseTransmission(FaultPoint.InsideBody, TransmissionEnd.Close) { DeclaresLength = false } });

    /// <summary>The body comes in pieces.</summary>
    /// <param name="duration">How long it takes, on the server's <see cref="TimeProvider"/>; more than zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is not more than zero.</exception>
    public static MockFault SlowBody(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        return new MockFault(
            $"body takes {duration}",
            new MockFaultCode($"{nameof(SlowBody)}({CSharpText.Of(duration)})", IsProcessedByItself: true),
            isProcessed: true,
            (answer, _) => answer with { Delivery = new ResponseTransmission(FaultPoint.AfterBody, TransmissionEnd.Close) { Duration = duration } });
    }

    private static MockFault Cut(string method, string what, FaultPoint at, TransmissionEnd end)
    {
        var place = at switch
        {
            FaultPoint.BeforeResponse => "before the response",
            FaultPoint.InsideHeaders => "inside the headers",
            FaultPoint.InsideBody => "inside the body",
            FaultPoint.AfterBody => "after the body",
            _ => throw new ArgumentOutOfRangeException(nameof(at), at, "There is no such point."),
        };
        var isProcessed = at != FaultPoint.BeforeResponse;
        return new MockFault(
            $"{what} {place}",
            new MockFaultCode($"{method}({(isProcessed ? CSharpText.Of(at) : "")})", isProcessed),
            isProcessed,
            (answer, _) => answer with { Delivery = new ResponseTransmission(at, end) });
    }
}
