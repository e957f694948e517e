namespace SeedanceGen.Testing;

internal sealed class FailingLifecycle(JobLifecycle pace, ApiError failure) : JobLifecycle
{
    internal override ApiError? Failure => failure;

    internal override JobLifecycle Unhurried => new FailingLifecycle(pace.Unhurried, failure);

    internal override GenerationStatus StatusAt(int polls, TimeSpan elapsed)
    {
        var status = pace.StatusAt(polls, elapsed);
        return status.IsTerminal ? GenerationStatus.Failed : status;
    }

    internal override TimeSpan? NextDue(GenerationStatus current) => pace.NextDue(current);

    /// <inheritdoc/>
    public override string ToString() => $"{pace}, ending in failure '{failure.Code}'";
}
