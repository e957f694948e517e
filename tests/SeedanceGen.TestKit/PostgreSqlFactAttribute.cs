namespace SeedanceGen.TestKit;

/// <summary>A test that needs PostgreSQL; skipped, with that reason, only where there is none and <c>CI</c> is not set.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute()
    {
        if (PostgreSqlServer.Programs is null && Environment.GetEnvironmentVariable("CI") is null)
            Skip = "PostgreSQL is not on this machine. (With CI set, this test runs and fails.)";
    }
}
