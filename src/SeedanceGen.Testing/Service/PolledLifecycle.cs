namespace SeedanceGen.Testing;

internal sealed class PolledLifecycle(int unfinishedPolls) : JobLifecycle
{
    internal override JobLifecycle Unhurried => unfinishedPolls > 0 ? this : AfterPolls(1);

    internal override GenerationStatus StatusAt(int polls, TimeSpan elapsed)
    {
        if (polls > unfinishedPolls)
            return GenerationStatus.Succeeded;

        return polls > unfinishedPolls / 2 ? GenerationStatus.Processing : GenerationStatus.Queued;
    }

    /// <inheritdoc/>
    public override string ToString() => $"after {unfinishedPolls} polls";
}
