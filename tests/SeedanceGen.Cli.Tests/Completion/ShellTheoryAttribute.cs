namespace SeedanceGen.Cli.Tests.Completion;

/// <summary>A test that needs a shell; skipped, with that reason, only where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShellTheoryAttribute : TheoryAttribute
{
    public ShellTheoryAttribute(string shell)
    {
        if (!Programs.Has(shell))
            Skip = $"There is no {shell} on this machine: its completion is not run.";
    }
}
