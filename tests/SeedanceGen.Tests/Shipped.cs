namespace SeedanceGen.Tests;

/// <summary>Files of the package that tests compare with the code.</summary>
internal static class Shipped
{
    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "shipped", name));
}
