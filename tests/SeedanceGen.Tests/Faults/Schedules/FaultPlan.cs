namespace SeedanceGen.Tests.Faults.Schedules;

/// <summary>Deals out faults from one seed, none that the service's own rules exclude.</summary>
internal sealed class FaultPlan(Random random)
{
    private static readonly int[] Statuses = [302, 400, 401, 403, 404, 408, 410, 429, 429, 429, 500, 502, 503, 503, 503, 504];
    private static readonly double[] Densities = [0, 0.1, 0.3, 0.6, 0.9];

    private readonly double _density = Densities[random.Next(Densities.Length)];

    /// <summary>The fate of the next request.</summary>
    /// <param name="isSubmission">
    /// Whether an accepted request is paid for: the service does not refuse afterwards what it accepted, even when the response is lost.
    /// </param>
    public PlannedFault Next(bool isSubmission)
    {
        if (random.NextDouble() >= _density)
            return PlannedFault.None;

        var act = (FaultAct)random.Next(1, Enum.GetValues<FaultAct>().Length);
        var status = act == FaultAct.Status ? Statuses[random.Next(Statuses.Length)] : 200;
        var hint = act == FaultAct.Status && random.Next(2) == 0 ? TimeSpan.FromSeconds(Math.Pow(10, random.NextDouble() * 3))
            : (TimeSpan?)null;
        if (hint is { } exact)
            hint = TimeSpan.FromSeconds(Math.Ceiling(exact.TotalSeconds));
        var saysRefused = act is FaultAct.NoConnection or FaultAct.Envelope
            || (status is >= 400 and < 500 && status != 408) || (status == 503 && hint is not null);
        var reaches = act is FaultAct.BreakInBody or FaultAct.EndInBody or FaultAct.HangInBody or FaultAct.SlowBody
            || (random.Next(2) == 0 && !(isSubmission && saysRefused) && act != FaultAct.NoConnection);
        return new PlannedFault(act, reaches, status, hint, random.Next(2) == 0, random.NextDouble());
    }
}
