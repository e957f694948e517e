namespace SeedanceGen.Testing;

internal sealed class ImmediateLifecycle : JobLifecycle
{
    internal override JobLifecycle Unhurried => AfterPolls(1);

    internal override GenerationStatus StatusAt(int polls, TimeSpan elapsed) => GenerationStatus.Succeeded;

    /// <inheritdoc/>
    public override string ToString() => "immediately";
}
