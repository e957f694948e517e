namespace SeedanceGen.Testing.Faults;

/// <summary>Which requests are meant; null means any.</summary>
internal readonly record struct FaultMatcher(string? OperationId, string? RequestId)
{
    public bool Matches(string? operationId, string? requestId) =>
        (OperationId is null || OperationId == operationId) && (RequestId is null || RequestId == requestId);

    public override string ToString() =>
        (OperationId is null ? "any request" : OperationId) + (RequestId is null ? "" : $" of job '{RequestId}'");
}
