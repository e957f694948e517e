namespace SeedanceGen.Testing;

internal sealed class ManualLifecycle : JobLifecycle
{
    internal override GenerationStatus StatusAt(int polls, TimeSpan elapsed) => GenerationStatus.Queued;

    /// <inheritdoc/>
    public override string ToString() => "manually";
}
