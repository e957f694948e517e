using SeedanceGen.Cli.Tests.Support;

namespace SeedanceGen.Cli.Tests.Terminal;

/// <summary>The tool as its own process, but on a clock whose pauses take no time: what runs in the terminals of the transcripts.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        using var interrupts = new SignalInterrupts();
        return (int)await new SeedanceTool(ProcessHost.Create(interrupts) with { TimeProvider = new ImmediateTimeProvider() })
            .RunAsync(arguments);
    }
}
