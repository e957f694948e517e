namespace SeedanceGen.Package.Tests.Running;

/// <summary>A test that links machine code; skipped, with that reason, only where there is no linker and <c>CI</c> is not set.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") is null && !HasLinker)
            Skip = "There is neither clang nor gcc on this machine, and Native AOT needs one to link. "
                + "(With CI set, this test runs and fails.)";
    }

    private static bool HasLinker => OperatingSystem.IsWindows() || Programs.Has("clang") || Programs.Has("gcc");
}
