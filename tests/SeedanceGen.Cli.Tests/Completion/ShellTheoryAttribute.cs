namespace SeedanceGen.Cli.Tests.Completion;

/// <summary>A test that needs a shell; skipped, with that reason, only where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShellTheoryAttribute : TheoryAttribute
{
    public ShellTheoryAttribute(string shell)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, shell))))
            Skip = $"There is no {shell} on this machine: its completion is not run.";
    }
}
