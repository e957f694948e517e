namespace SeedanceGen.Testing.Http;

/// <summary>How a fault sends a response; each transport implements it in its own way.</summary>
/// <param name="Point">How much of the response is sent.</param>
/// <param name="End">What the connection does then.</param>
internal sealed record ResponseTransmission(FaultPoint Point, TransmissionEnd End)
{
    private const int Pieces = 4;

    /// <summary>Whether the response says how long its body is; when not, only the end of the connection ends it.</summary>
    public bool DeclaresLength { get; init; } = true;

    /// <summary>Over which time the body is sent; zero for at once.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Whether the caller gets a status line.</summary>
    public bool HasStatus => Point is FaultPoint.InsideBody or FaultPoint.AfterBody;

    /// <summary>The part of the body that is sent, in the pieces in which it is sent; a pause precedes each of them.</summary>
    public IEnumerable<(TimeSpan Pause, ReadOnlyMemory<byte> Bytes)> PiecesOf(ReadOnlyMemory<byte> body)
    {
        if (!HasStatus)
            yield break;

        var sent = Point == FaultPoint.InsideBody ? body[..(body.Length / 2)] : body;
        var pieces = Duration > TimeSpan.Zero ? Math.Min(Pieces, sent.Length) : 1;
        for (var piece = 0; piece < pieces; piece++)
        {
            var (from, to) = (sent.Length * piece / pieces, sent.Length * (piece + 1) / pieces);
            yield return (Duration / pieces, sent[from..to]);
        }
    }
}

/// <summary>What comes after the bytes of a response that are sent.</summary>
internal enum TransmissionEnd
{
    /// <summary>A clean close: FIN.</summary>
    Close,

    /// <summary>A reset: RST.</summary>
    Reset,

    /// <summary>Nothing, until the caller leaves or the server ends.</summary>
    Hang,
}
