using SeedanceGen.Cli.Hosting;
using SeedanceGen.Cli.Output;

namespace SeedanceGen.Cli.Commands;

/// <summary>What a command works with while it runs.</summary>
/// <param name="Host">The surroundings.</param>
/// <param name="Output">What the tool says.</param>
/// <param name="Report">What is known of the job so far; written at the end when <c>--json</c> asks for it, whatever the end.</param>
internal sealed record CommandContext(ToolHost Host, ToolOutput Output, JobReport Report);
