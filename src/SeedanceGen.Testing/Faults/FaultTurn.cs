using System.Globalization;

namespace SeedanceGen.Testing.Faults;

/// <summary>Which of the matching requests a fault is for.</summary>
/// <param name="Kind">By what it is decided.</param>
/// <param name="Count">The number that goes with it.</param>
internal readonly record struct FaultTurn(FaultTurnKind Kind, int Count)
{
    public static FaultTurn Of(FaultTurnKind kind, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new FaultTurn(kind, count);
    }

    /// <summary>Whether the fault's turn is now.</summary>
    /// <param name="seen">How many matching requests came, this one included.</param>
    /// <param name="used">How often the fault was played before.</param>
    public bool IsNow(int seen, int used) => Kind switch
    {
        FaultTurnKind.Next => used < Count,
        FaultTurnKind.Nth => seen == Count,
        FaultTurnKind.EveryNth => seen % Count == 0,
        _ => true,
    };

    /// <summary>How often the fault has to be played so that the test did what it says.</summary>
    public int Expected => Kind == FaultTurnKind.Next ? Count : 1;

    public override string ToString() => Kind switch
    {
        FaultTurnKind.Next => string.Create(CultureInfo.InvariantCulture, $"the next {Count}"),
        FaultTurnKind.Nth => string.Create(CultureInfo.InvariantCulture, $"number {Count}"),
        FaultTurnKind.EveryNth => string.Create(CultureInfo.InvariantCulture, $"each {Count}th"),
        _ => "always",
    };
}
