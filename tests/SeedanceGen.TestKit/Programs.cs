namespace SeedanceGen.TestKit;

/// <summary>Programs of the machine that a test may need.</summary>
public static class Programs
{
    /// <summary>Whether a folder of <c>PATH</c> has a program of this name.</summary>
    public static bool Has(string name)
    {
        var names = OperatingSystem.IsWindows() ? [name + ".exe", name + ".cmd"] : new[] { name };
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Any(folder => names.Any(file => File.Exists(Path.Combine(folder, file))));
    }
}
