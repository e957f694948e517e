using System.Diagnostics;

namespace SeedanceGen.Telemetry;

/// <summary>The beginning of a job, kept with its handle so that a wait can be measured from there. Made only when somebody listens.</summary>
/// <param name="model">The model that was asked for.</param>
/// <param name="startedAt">The clock's timestamp at the submission.</param>
/// <param name="span">The span of the submission; null when it is not recorded.</param>
internal sealed class JobSubmission(string model, long startedAt, Activity? span)
{
    private int _measured;

    public string Model { get; } = model;

    public long StartedAt { get; } = startedAt;

    public Activity? Span { get; } = span;

    /// <summary>Whether this is the first time; several waits for one job measure it once.</summary>
    public bool MeasureOnce(Measurement measurement) => (Interlocked.Or(ref _measured, (int)measurement) & (int)measurement) == 0;
}
