using System.Text.Json;
using System.Xml.Linq;
using SeedanceGen.Release.Repository;

namespace SeedanceGen.Release.Packages;

/// <summary>
/// What the last restore gave a project, without what only its build uses. It reads the .NET SDK's own data and needs no other tool.
/// </summary>
internal static class ShippedPackages
{
    /// <summary>What comes with a package in any of its frameworks, ordered by id.</summary>
    /// <param name="repository">The clone.</param>
    /// <param name="id">The package.</param>
    /// <param name="version">The version of all packages of this repository.</param>
    public static IReadOnlyList<ShippedPackage> Of(RepositoryLayout repository, string id, string version)
    {
        var file = repository.PathOf("src", id, "obj", "project.assets.json");
        if (!File.Exists(file))
            throw new ReleaseException($"{id} has not been restored. Run: dotnet restore");
        using var assets = JsonDocument.Parse(File.ReadAllBytes(file));
        var folders = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        var libraries = assets.RootElement.GetProperty("libraries");
        return
        [
            .. assets.RootElement.GetProperty("targets").EnumerateObject()
                .SelectMany(target => PassedOn(assets.RootElement, target)).Where(IsShipped)
                .GroupBy(entry => entry.Name, StringComparer.Ordinal)
                .Select(entries => Read(
                    entries.Key, entries.Select(entry => entry.Value), libraries.GetProperty(entries.Key), folders, version))
                .OrderBy(package => package.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>What the users of a project get in one of its frameworks: its dependencies are followed, except those it keeps.</summary>
    private static Dictionary<string, JsonProperty>.ValueCollection PassedOn(JsonElement assets, JsonProperty target)
    {
        var framework = target.Name.Split('/')[0];
        var project = assets.GetProperty("project").GetProperty("frameworks").GetProperty(framework);
        var all = target.Value.EnumerateObject().ToDictionary(entry => entry.Name.Split('/')[0], StringComparer.OrdinalIgnoreCase);
        var direct = assets.GetProperty("projectFileDependencyGroups").GetProperty(framework).EnumerateArray()
            .Select(dependency => dependency.GetString()!.Split(' ')[0]);
        var waiting = new Stack<string>(direct.Where(id => !IsKept(project, id)));
        var found = new Dictionary<string, JsonProperty>(StringComparer.OrdinalIgnoreCase);
        while (waiting.TryPop(out var id))
        {
            if (!all.TryGetValue(id, out var entry) || !found.TryAdd(id, entry)
                || !entry.Value.TryGetProperty("dependencies", out var needs))
                continue;
            foreach (var need in needs.EnumerateObject())
                waiting.Push(need.Name);
        }

        return found.Values;
    }

    /// <summary>Whether a reference is the project's own: <c>PrivateAssets="all"</c>.</summary>
    private static bool IsKept(JsonElement project, string id) =>
        project.TryGetProperty("dependencies", out var direct) && direct.TryGetProperty(id, out var reference)
        && reference.TryGetProperty("suppressParent", out var kept) && kept.GetString() == "All";

    /// <summary>A package without assemblies is used by the build only.</summary>
    private static bool IsShipped(JsonProperty entry) =>
        entry.Value.GetProperty("type").GetString() == "project"
        || Assemblies(entry.Value, "compile") || Assemblies(entry.Value, "runtime");

    private static bool Assemblies(JsonElement entry, string kind) =>
        entry.TryGetProperty(kind, out var files)
        && files.EnumerateObject().Any(file => file.Name.EndsWith(".dll", StringComparison.Ordinal));

    private static ShippedPackage Read(
        string key, IEnumerable<JsonElement> entries, JsonElement library, List<string> folders, string version)
    {
        var (id, _) = key.Split('/') is [var name, var number] ? (name, number) : (key, "");
        IReadOnlyList<string> needs =
        [
            .. entries.Where(entry => entry.TryGetProperty("dependencies", out _))
                .SelectMany(entry => entry.GetProperty("dependencies").EnumerateObject().Select(other => other.Name))
                .Distinct().Order(StringComparer.Ordinal),
        ];
        if (library.GetProperty("type").GetString() == "project")
            return new ShippedPackage(id, version, null, null, null, needs);

        var folder = folders.Select(place => Path.Combine(place, library.GetProperty("path").GetString()!)).First(Directory.Exists);
        var metadata = XDocument.Load(Directory.GetFiles(folder, "*.nuspec").Single()).Root!.Elements()
            .Single(element => element.Name.LocalName == "metadata");
        return new ShippedPackage(
            id, key[(id.Length + 1)..], Convert.ToHexStringLower(library.GetProperty("sha512").GetBytesFromBase64()),
            Licence(metadata, key), Child(metadata, "copyright")?.Value.Trim(), needs);
    }

    private static string? Licence(XElement metadata, string key) =>
        Child(metadata, "license") is { } licence
            ? licence.Attribute("type")?.Value == "expression" ? licence.Value : LicenceList.ReadAt.GetValueOrDefault(key)
            : LicenceList.ReadAt.GetValueOrDefault(Child(metadata, "licenseUrl")?.Value ?? "");

    private static XElement? Child(XElement metadata, string name) =>
        metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name);
}

/// <summary>A package that users get together with one of ours.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version. All packages of this repository have the same.</param>
/// <param name="Hash">
/// The SHA-512 of the package file, in hexadecimal digits, as in the lock files; null for a package of this repository.
/// </param>
/// <param name="Licence">The SPDX expression of its licence; null when it states none, and for a package of this repository.</param>
/// <param name="Copyright">The copyright that it states.</param>
/// <param name="Dependencies">The ids of its dependencies.</param>
internal sealed record ShippedPackage(
    string Id, string Version, string? Hash, string? Licence, string? Copyright, IReadOnlyList<string> Dependencies);
