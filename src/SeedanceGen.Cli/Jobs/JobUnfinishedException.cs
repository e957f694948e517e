namespace SeedanceGen.Cli.Jobs;

/// <summary>What was asked for needs a finished job, and this one goes on.</summary>
internal sealed class JobUnfinishedException(VideoGeneration generation)
    : Exception($"Job {generation.RequestId} is {generation.Status}, so there is no video yet. Wait for it with: seedance wait {generation.RequestId}");
