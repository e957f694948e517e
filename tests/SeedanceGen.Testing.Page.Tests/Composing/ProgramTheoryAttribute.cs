namespace SeedanceGen.Testing.Page.Tests.Composing;

/// <summary>A test that needs a program; skipped, with that reason, only where there is none and <c>CI</c> is not set.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProgramTheoryAttribute : TheoryAttribute
{
    public ProgramTheoryAttribute(string program)
    {
        Program = program;
        if (Environment.GetEnvironmentVariable("CI") is null && !Programs.Has(program))
            Skip = $"{program} is not on this machine. (With CI set, this test runs and fails.)";
    }

    /// <summary>The program.</summary>
    public string Program { get; }
}
