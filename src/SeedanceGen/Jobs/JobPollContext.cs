using SeedanceGen.Telemetry;

namespace SeedanceGen.Jobs;

/// <summary>What all waits of one client share.</summary>
internal sealed record JobPollContext(ISeedanceClient Client, PollScheduler Scheduler, TimeProvider Clock, Func<double> Random, ClientTelemetry Telemetry);
