namespace SeedanceGen.Testing;

internal sealed class ImmediateLifecycle : JobLifecycle
{
    internal override GenerationStatus StatusAt(int polls, TimeSpan elapsed) => GenerationStatus.Succeeded;

    /// <inheritdoc/>
    public override string ToString() => "immediately";
}
