using SeedanceGen.Cli.Hosting;

namespace SeedanceGen.Cli;

/// <summary>The process.</summary>
internal static class Program
{
    public static Task<int> Main(string[] arguments)
    {
        // Scripts ask for the version often, and nothing else has to be loaded for it.
        if (arguments is not [ToolVersion.Option])
            return RunAsync(arguments);

        return Task.FromResult((int)TellVersion());
    }

    private static ExitCode TellVersion()
    {
        try
        {
            Console.Out.WriteLine(ToolVersion.Text);
            return ExitCode.Done;
        }
        catch (IOException full)
        {
            return SeedanceTool.NotWritten(Console.Error, full);
        }
    }

    private static async Task<int> RunAsync(string[] arguments)
    {
        using var interrupts = new SignalInterrupts();
        return (int)await new SeedanceTool(ProcessHost.Create(interrupts)).RunAsync(arguments);
    }
}
