namespace SeedanceGen.Durable.Worker;

/// <summary>What the service has counted.</summary>
/// <param name="Accepted">Jobs that it accepted.</param>
/// <param name="AcceptedTwice">Keys that it accepted more than once.</param>
/// <param name="Polls">Reads of jobs.</param>
/// <param name="Seen">
/// How long after its end the end of a job was first read, in seconds: the median, the 99th percentile and the longest time.
/// </param>
public sealed record CountingFigures(int Accepted, int AcceptedTwice, long Polls, double[] Seen);
