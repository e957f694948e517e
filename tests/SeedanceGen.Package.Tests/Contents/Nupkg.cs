using System.IO.Compression;
using System.Xml.Linq;

namespace SeedanceGen.Package.Tests.Contents;

/// <summary>A package file, read like a user's tools read it.</summary>
internal sealed class Nupkg(string file)
{
    /// <summary>The files, without the bookkeeping of the container.</summary>
    public IReadOnlyList<string> Entries()
    {
        using var package = ZipFile.OpenRead(file);
        return [.. package.Entries.Select(entry => entry.FullName).Where(IsContent).Order(StringComparer.Ordinal)];
    }

    public byte[] Read(string entry)
    {
        using var package = ZipFile.OpenRead(file);
        using var content = package.GetEntry(entry)!.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    public XElement Metadata()
    {
        using var package = ZipFile.OpenRead(file);
        using var content = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(content).Root!.Elements().Single();
    }

    public string? Fact(string name) => Metadata().Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

    /// <summary>One line for each framework: its dependencies with their ranges, and the framework references.</summary>
    public IReadOnlyList<string> Groups() =>
    [
        .. Metadata().Elements().Where(element => element.Name.LocalName is "dependencies" or "frameworkReferences")
            .SelectMany(list => list.Elements())
            .Select(group => $"{group.Attribute("targetFramework")!.Value}: {string.Join(", ", group.Elements().Select(Reference))}"),
    ];

    private static string Reference(XElement element) =>
        element.Attribute("name")?.Value ?? $"{element.Attribute("id")!.Value} {element.Attribute("version")!.Value}";

    private static bool IsContent(string name) =>
        name is not ("_rels/.rels" or "[Content_Types].xml") && !name.StartsWith("package/", StringComparison.Ordinal);
}
