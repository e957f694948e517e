using System.Reflection;

namespace SeedanceGen.Testing.Schema;

/// <summary>The files that are embedded in this assembly, by their logical names.</summary>
internal static class EmbeddedFiles
{
    private static readonly Assembly Owner = typeof(EmbeddedFiles).Assembly;

    public static string[] Names(string folder) =>
        [.. Owner.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    public static byte[] Read(string name)
    {
        using var resource = Owner.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The file '{name}' is not embedded in {Owner.GetName().Name}.");
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return content;
    }
}
