namespace SeedanceGen.Testing.Page.Tests.Browser;

/// <summary>A test that needs a browser; skipped, with that reason, only where there is none and <c>CI</c> is not set.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") is null && !Programs.Has(BrowserFixture.Program))
            Skip = "Chromium is not on this machine. (With CI set, this test runs and fails.)";
    }
}
