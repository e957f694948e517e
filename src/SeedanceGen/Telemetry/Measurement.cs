namespace SeedanceGen.Telemetry;

/// <summary>What is measured once for each job.</summary>
[Flags]
internal enum Measurement
{
    None = 0,
    QueueTime = 1,
    Duration = 2,
}
