namespace SeedanceGen.Contract.Tests;

/// <summary>A test that needs Java and Node.js; skipped, with that reason, only where one is missing and <c>CI</c> is not set.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class JavaFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(() => Array.Find(["npm", "java"], tool => !NodeFactAttribute.IsThere(tool)));

    public JavaFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") is null && Missing.Value is { } tool)
            Skip = $"{tool} is not on this machine. (With CI set, this test runs and fails.)";
    }
}
