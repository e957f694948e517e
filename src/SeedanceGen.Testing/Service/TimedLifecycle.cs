namespace SeedanceGen.Testing;

internal sealed class TimedLifecycle(TimeSpan duration) : JobLifecycle
{
    private readonly TimeSpan _start = duration / 2;

    internal override GenerationStatus StatusAt(int polls, TimeSpan elapsed)
    {
        if (elapsed >= duration)
            return GenerationStatus.Succeeded;

        return elapsed >= _start ? GenerationStatus.Processing : GenerationStatus.Queued;
    }

    internal override TimeSpan? NextDue(GenerationStatus current) =>
        current == GenerationStatus.Queued ? _start : duration;

    /// <inheritdoc/>
    public override string ToString() => $"after {duration}";
}
