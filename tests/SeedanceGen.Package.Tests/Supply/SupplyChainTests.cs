using System.Text.Json;
using SeedanceGen.Package.Tests.Contents;
using SeedanceGen.Package.Tests.Support;
using SeedanceGen.Release.Packages;
using SeedanceGen.Release.Repository;

namespace SeedanceGen.Package.Tests.Supply;

/// <summary>The dependencies that users get with the packages: their origin, their licences, and the hashes that detect a change.</summary>
[Collection(SharedPackages.Name)]
[Trait("Category", "Slow")]
public sealed class SupplyChainTests(PackagedClone packaged)
{
    public static TheoryData<string> Packages => new(new RepositoryLayout(Repository.Root).Packages);

    [Fact]
    public void The_list_of_licences_is_what_the_packages_say_and_each_is_accepted() =>
        File.ReadAllText(LicenceList.FileIn(new RepositoryLayout(packaged.Clone))).ShouldBe(
            LicenceList.Of(new RepositoryLayout(packaged.Clone)), "run: dotnet run --project generator/SeedanceGen.Release -- licences");

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_carries_a_bill_of_materials_of_all_that_comes_with_it(string id)
    {
        using var bill = JsonDocument.Parse(new Nupkg(packaged.PackageFile(id)).Read("bom.cdx.json"));
        var root = bill.RootElement;

        root.GetProperty("bomFormat").GetString().ShouldBe("CycloneDX");
        root.GetProperty("metadata").GetProperty("component").GetProperty("purl").GetString()
            .ShouldBe($"pkg:nuget/{id}@{packaged.Version}");
        var components = root.GetProperty("components").EnumerateArray().ToList();
        components.Select(component => component.GetProperty("name").GetString()).ShouldBe(
            ShippedPackages.Of(new RepositoryLayout(packaged.Clone), id, packaged.Version).Select(package => package.Id));
        foreach (var component in components.Where(
            component => !component.GetProperty("name").GetString()!.StartsWith("SeedanceGen", StringComparison.Ordinal)))
        {
            component.GetProperty("hashes")[0].GetProperty("content").GetString()!.Length.ShouldBe(128, "SHA-512");
            LicenceList.Accepted.ShouldContain(component.GetProperty("licenses")[0].GetProperty("expression").GetString()!);
        }

        var known = components.Append(root.GetProperty("metadata").GetProperty("component"))
            .Select(component => component.GetProperty("bom-ref").GetString()).ToHashSet();
        foreach (var dependency in root.GetProperty("dependencies").EnumerateArray())
            dependency.GetProperty("dependsOn").EnumerateArray().Select(other => other.GetString())
                .Append(dependency.GetProperty("ref").GetString()).ShouldAllBe(reference => known.Contains(reference));
    }

    [NodeFact]
    public void Each_bill_is_valid_by_the_schema_of_CycloneDX()
    {
        var folder = packaged.Subfolder("bills");
        var files = new List<string>();
        foreach (var id in new RepositoryLayout(Repository.Root).Packages)
        {
            files.Add(Path.Combine(folder, id + ".json"));
            File.WriteAllBytes(files[^1], new Nupkg(packaged.PackageFile(id)).Read("bom.cdx.json"));
        }

        Validate(files).ShouldBeEmpty();

        var broken = Path.Combine(folder, "broken.json");
        File.WriteAllText(
            broken, File.ReadAllText(files[0]).Replace("\"type\": \"library\"", "\"type\": \"shelf\"", StringComparison.Ordinal));
        Validate([broken]).ShouldContain("must be equal to one of the allowed values", customMessage: "the validator finds the fault");

        string Validate(List<string> bills) => CommandResult.Run(
            folder, "node", [Path.Combine(Repository.Root, "tests", "SeedanceGen.Package.Tests", "Supply", "validate-bom.cjs"),
                SpecTools.Modules, .. bills]).ShouldSucceed().Output;
    }

    [Fact]
    public void A_tool_s_bill_names_each_assembly_of_others_that_it_holds()
    {
        var package = new Nupkg(packaged.PackageFile("SeedanceGen.Cli.linux-x64"));
        using var bill = JsonDocument.Parse(package.Read("bom.cdx.json"));
        var named = bill.RootElement.GetProperty("components").EnumerateArray()
            .Select(component => component.GetProperty("name").GetString()).ToHashSet();

        package.Entries().Where(entry => entry.EndsWith(".dll", StringComparison.Ordinal)).ShouldNotBeEmpty();
        package.Entries().Where(entry => entry.EndsWith(".dll", StringComparison.Ordinal))
            .Select(entry => Path.GetFileNameWithoutExtension(entry))
            .Select(name => InPackagesOfOtherNames.GetValueOrDefault(name, name))
            .Where(name => name != "seedance").ShouldAllBe(name => named.Contains(name));
    }

    /// <summary>The assemblies whose packages have other names.</summary>
    private static readonly Dictionary<string, string> InPackagesOfOtherNames = new()
    {
        ["SeedanceGen.Testing.Page"] = "SeedanceGen.Testing.Host",
        ["Microsoft.Data.Sqlite"] = "Microsoft.Data.Sqlite.Core",
        ["SQLitePCLRaw.batteries_v2"] = "SQLitePCLRaw.bundle_e_sqlite3",
    };

    /// <summary>Aspire's SDK adds packages for the machine's own system. No package of this repository holds anything of them.</summary>
    private static readonly string[] DependOnTheSystem =
    [
        "src/samples/apphost/AppHostSample.csproj", "tests/SeedanceGen.Aspire.Hosting.Tests/SeedanceGen.Aspire.Hosting.Tests.csproj",
    ];

    [Fact]
    public void Every_project_has_a_lock_file_with_a_hash_for_each_package()
    {
        // The projects of users in the tests restore from the feed, or nothing.
        var projects = CommandResult.Run(Repository.Root, "git", ["ls-files", "src/**.csproj", "generator/**.csproj", "tests/*/*.csproj"])
            .ShouldSucceed().Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(project => !project.Contains("/Consumers/", StringComparison.Ordinal)
                && !project.Contains("/UserPrograms/", StringComparison.Ordinal)
                && !DependOnTheSystem.Contains(project))
            .ToList();

        projects.Count.ShouldBeGreaterThan(10);
        foreach (var project in projects)
        {
            using var locked = JsonDocument.Parse(
                File.ReadAllText(Path.Combine(Repository.Root, Path.GetDirectoryName(project)!, "packages.lock.json")));
            foreach (var package in locked.RootElement.GetProperty("dependencies").EnumerateObject()
                .SelectMany(framework => framework.Value.EnumerateObject()))
            {
                if (package.Value.GetProperty("type").GetString() != "Project")
                    Convert.FromBase64String(package.Value.GetProperty("contentHash").GetString()!).Length.ShouldBe(64, package.Name);
            }
        }
    }
}
