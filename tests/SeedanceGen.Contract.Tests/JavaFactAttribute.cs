namespace SeedanceGen.Contract.Tests;

/// <summary>A test that needs Java and Node.js; skipped, with that reason, only where one is missing and <c>CI</c> is not set.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class JavaFactAttribute : FactAttribute
{
    public JavaFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") is null
            && Array.Find(["npm", "java"], program => !Programs.Has(program)) is { } missing)
            Skip = $"{missing} is not on this machine. (With CI set, this test runs and fails.)";
    }
}
