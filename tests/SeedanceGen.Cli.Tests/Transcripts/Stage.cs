using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Transcripts;

/// <summary>Where a scenario is played.</summary>
/// <param name="Scenario">What is played.</param>
/// <param name="Service">The service of all its commands.</param>
/// <param name="IsStuck">Completes when a tool waits for an answer that does not come.</param>
/// <param name="Folder">Where the commands run.</param>
internal sealed record Stage(Scenario Scenario, SeedanceMockServer Service, Task IsStuck, TemporaryFolder Folder);
