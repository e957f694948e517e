using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NuGet.Versioning;
using SeedanceGen.Release.Repository;

namespace SeedanceGen.Release.Packages;

/// <summary>
/// The software bill of materials in each package, as CycloneDX 1.6. It has no time and no serial number, so that the same commit gives the
/// same package.
/// </summary>
internal static class BillOfMaterials
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes one for each package, where packing expects it.</summary>
    public static void WriteAll(RepositoryLayout repository, NuGetVersion version)
    {
        var number = version.ToNormalizedString();
        foreach (var id in repository.Packages)
        {
            var bill = Of(id, number, ShippedPackages.Of(repository, id, number));
            File.WriteAllText(repository.PathOf("src", id, "obj", "bom.cdx.json"), bill);
        }
    }

    public static string Of(string id, string version, IReadOnlyList<ShippedPackage> packages)
    {
        // The frameworks of a package may get different versions of a dependency.
        var references = packages.ToLookup(
            package => package.Id, package => Reference(package.Id, package.Version), StringComparer.OrdinalIgnoreCase);
        var needed = packages.SelectMany(package => package.Dependencies).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var direct = packages.Where(package => !needed.Contains(package.Id)).Select(package => package.Id).Distinct();
        return new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject { ["component"] = Component(id, version) },
            ["components"] = new JsonArray([.. packages.Select(Component)]),
            ["dependencies"] = new JsonArray(
            [
                Needs(Reference(id, version), direct, references),
                .. packages.Select(package => Needs(Reference(package.Id, package.Version), package.Dependencies, references)),
            ]),
        }.ToJsonString(Readable) + "\n";
    }

    private static JsonObject Component(ShippedPackage package)
    {
        var component = Component(package.Id, package.Version);
        if (package.Hash is { } hash)
            component["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = hash });
        if (package.Licence is { } licence)
            component["licenses"] = new JsonArray(new JsonObject { ["expression"] = licence });
        if (package.Copyright is { } copyright)
            component["copyright"] = copyright;
        return component;
    }

    private static JsonObject Component(string id, string version) => new()
    {
        ["type"] = "library",
        ["bom-ref"] = Reference(id, version),
        ["name"] = id,
        ["version"] = version,
        ["purl"] = Reference(id, version),
    };

    private static JsonObject Needs(string reference, IEnumerable<string> ids, ILookup<string, string> references) => new()
    {
        ["ref"] = reference,
        ["dependsOn"] = new JsonArray([.. ids.SelectMany(id => references[id]).Select(other => JsonValue.Create(other))]),
    };

    private static string Reference(string id, string version) => $"pkg:nuget/{id}@{version}";
}
