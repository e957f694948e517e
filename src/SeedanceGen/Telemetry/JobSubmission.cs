using System.Diagnostics;

namespace SeedanceGen.Telemetry;

/// <summary>
/// The start of a job. The job's handle keeps it, so that a wait can be measured from there. It exists only with a listener of telemetry.
/// </summary>
/// <param name="model">The model of the request; null when it names none.</param>
/// <param name="startedAt">The clock's timestamp at the submission.</param>
/// <param name="span">The span of the submission; null when it is not recorded.</param>
internal sealed class JobSubmission(string? model, long startedAt, Activity? span)
{
    private int _measured;

    public string? Model { get; } = model;

    public long StartedAt { get; } = startedAt;

    public Activity? Span { get; } = span;

    /// <summary>Whether this is the first time: several waits for one job measure it once.</summary>
    public bool MeasureOnce(Measurement measurement) => (Interlocked.Or(ref _measured, (int)measurement) & (int)measurement) == 0;
}

/// <summary>The measurements that are made once for each job.</summary>
[Flags]
internal enum Measurement
{
    None = 0,
    QueueTime = 1,
    Duration = 2,
}
