namespace SeedanceGen.Samples.Tests;

/// <summary>A test that runs a command of a page, which is written for a Unix shell.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "The commands of the pages are written for a Unix shell." : null;
}
