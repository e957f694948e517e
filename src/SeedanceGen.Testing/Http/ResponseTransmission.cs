namespace SeedanceGen.Testing.Http;

/// <summary>How an answer leaves the server when it does not leave as it should; each transport plays it in its own way.</summary>
/// <param name="Point">How much of the answer is sent.</param>
/// <param name="End">What comes then.</param>
internal sealed record ResponseTransmission(FaultPoint Point, TransmissionEnd End)
{
    private const int Pieces = 4;

    /// <summary>Whether the answer says how long its body is; when not, only the end of the connection ends it.</summary>
    public bool DeclaresLength { get; init; } = true;

    /// <summary>Over which time the body is sent; zero for at once.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Whether so much of the answer is sent that there is one.</summary>
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
