using SeedanceGen.Cli.Tests.Support;

namespace SeedanceGen.Cli.Tests.Terminal;

/// <summary>The tool as a process of its own, on a clock whose pauses take no time. It runs in the terminals of the transcripts.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        using var interrupts = new SignalInterrupts();
        var host = ProcessHost.Create(interrupts) with { TimeProvider = new SkippingClock(ToolRun.LongestPause).Time };
        return (int)await new SeedanceTool(host).RunAsync(arguments);
    }
}
