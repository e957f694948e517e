namespace SeedanceGen.TestKit;

/// <summary>A test that needs Node.js; skipped, with that reason, only where there is none and <c>CI</c> is not set.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") is null && !Programs.Has("npm"))
            Skip = "Node.js is not on this machine. (With CI set, this test runs and fails.)";
    }
}
