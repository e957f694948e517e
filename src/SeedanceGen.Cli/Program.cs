namespace SeedanceGen.Cli;

/// <summary>The entry point of the tool.</summary>
internal static class Program
{
    public static Task<int> Main(string[] arguments)
    {
        // Scripts ask for the version often, and it needs no other part of the tool.
        if (!TypedWords.AskForVersion(arguments))
            return RunAsync(arguments);

        return Task.FromResult((int)PrintVersion());
    }

    private static ExitCode PrintVersion()
    {
        try
        {
            StandardOutput.OpenText().WriteLine(ToolVersion.Text);
            return ExitCode.Success;
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
