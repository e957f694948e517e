using System.Diagnostics;

namespace SeedanceGen.TestKit;

/// <summary>What a command printed, and how it ended.</summary>
public sealed record CommandResult(int ExitCode, string Output)
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(15);

    /// <summary>Runs a command to its end, both its streams in one text.</summary>
    public static CommandResult Run(string folder, string file, string[] arguments, params (string Name, string? Value)[] environment) =>
        Run(folder, file, arguments, LongestRun, environment);

    /// <summary>The same, ended with all it started when it takes longer.</summary>
    public static CommandResult Run(
        string folder, string file, string[] arguments, TimeSpan limit, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A build inside a test must not inherit the settings of the build that runs the test.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(
                $"{file} {string.Join(' ', arguments)} did not end within {limit}: {output.GetAwaiter().GetResult()}");
        }

        return new CommandResult(process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
    }

    public CommandResult ShouldSucceed()
    {
        ExitCode.ShouldBe(0, Output);
        return this;
    }
}
