namespace SeedanceGen.Tests.Faults.Schedules;

/// <summary>The fate of one request.</summary>
/// <param name="Act">What goes wrong.</param>
/// <param name="ReachesService">Whether the service gets the request, and carries it out, before it goes wrong.</param>
/// <param name="Status">The status of another's response.</param>
/// <param name="RetryAfter">The pause that the response asks for.</param>
/// <param name="IsHintDate">Whether it does so with a date.</param>
/// <param name="Portion">Which part of the body comes, from 0 to 1.</param>
internal sealed record PlannedFault(
    FaultAct Act, bool ReachesService = false, int Status = 200, TimeSpan? RetryAfter = null, bool IsHintDate = false, double Portion = 0.5)
{
    public static PlannedFault None { get; } = new(FaultAct.None, ReachesService: true);

    public override string ToString() =>
        FormattableString.Invariant($"{Act}{(ReachesService ? " after" : " before")} {Status} {RetryAfter?.TotalSeconds} {Portion:0.00}");
}
