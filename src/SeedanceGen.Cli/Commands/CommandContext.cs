using SeedanceGen.Cli.Hosting;
using SeedanceGen.Cli.Output;
using SeedanceGen.Cli.Settings;

namespace SeedanceGen.Cli.Commands;

/// <summary>What a command works with while it runs.</summary>
/// <param name="Host">The surroundings.</param>
/// <param name="Output">What the tool says.</param>
/// <param name="Settings">Key and address.</param>
internal sealed record CommandContext(ToolHost Host, ToolOutput Output, ToolSettings Settings);
