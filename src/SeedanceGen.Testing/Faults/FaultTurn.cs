using System.Globalization;

namespace SeedanceGen.Testing.Faults;

/// <summary>Which requests are meant; null means any.</summary>
internal readonly record struct FaultMatcher(string? OperationId, string? RequestId)
{
    public bool Matches(string? operationId, string? requestId) =>
        (OperationId is null || OperationId == operationId) && (RequestId is null || RequestId == requestId);

    public override string ToString() => (OperationId ?? "any request") + (RequestId is null ? "" : $" of job '{RequestId}'");
}

/// <summary>Which of the matching requests a fault is for.</summary>
/// <param name="Kind">What decides it.</param>
/// <param name="Count">The number that goes with it.</param>
internal readonly record struct FaultTurn(FaultTurnKind Kind, int Count)
{
    public static FaultTurn Of(FaultTurnKind kind, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new FaultTurn(kind, count);
    }

    /// <summary>How often the fault has to be played so that the test did what it says.</summary>
    public int Expected => Kind == FaultTurnKind.Next ? Count : 1;

    /// <summary>Whether the fault's turn is now.</summary>
    /// <param name="seen">How many matching requests came, this one included.</param>
    /// <param name="played">How often the fault was played before.</param>
    public bool IsNow(int seen, int played) => Kind switch
    {
        FaultTurnKind.Next => played < Count,
        FaultTurnKind.Nth => seen == Count,
        FaultTurnKind.EveryNth => seen % Count == 0,
        _ => true,
    };

    public override string ToString() => Kind switch
    {
        FaultTurnKind.Next => string.Create(CultureInfo.InvariantCulture, $"the next {Count}"),
        FaultTurnKind.Nth => string.Create(CultureInfo.InvariantCulture, $"number {Count}"),
        FaultTurnKind.EveryNth => string.Create(CultureInfo.InvariantCulture, $"1 of every {Count}"),
        _ => "always",
    };
}

/// <summary>What decides which of the matching requests a fault is for.</summary>
internal enum FaultTurnKind
{
    Next,
    Nth,
    EveryNth,
    Always,
}
