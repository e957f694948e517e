using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using SeedanceGen.Package.Tests.Support;
using SeedanceGen.Release.Packages;
using SeedanceGen.Release.Repository;

namespace SeedanceGen.Package.Tests.Contents;

/// <summary>The packages as files.</summary>
[Collection(SharedPackages.Name)]
[Trait("Category", "Slow")]
public sealed class PackageContentTests(PackagedClone packaged)
{
    private const int Megabyte = 1_000_000;

    /// <summary>Portable PDB's custom debug information that holds a source file.</summary>
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    /// <summary>The tool's packages for single systems are no projects of their own.</summary>
    public static TheoryData<string> Packages => new(new RepositoryLayout(Repository.Root).Packages.Union(ExpectedContents.Entries.Keys));

    /// <summary>What a user of the tool downloads.</summary>
    public static TheoryData<string> Tools =>
        new(ExpectedContents.Entries.Keys.Where(id => id.StartsWith("SeedanceGen.Cli", StringComparison.Ordinal)));

    public static TheoryData<string> Libraries => new(ExpectedContents.Entries.Where(
        pair => pair.Value.Any(entry => entry.StartsWith("lib/", StringComparison.Ordinal))).Select(pair => pair.Key));

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_holds_these_files_and_no_other(string id) =>
        new Nupkg(packaged.PackageFile(id)).Entries().ShouldBe(ExpectedContents.Entries[id].Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_depends_on_these_packages_and_no_other(string id) =>
        new Nupkg(packaged.PackageFile(id)).Groups()
            .ShouldBe(ExpectedContents.Groups[id].Select(group => group.Replace("{version}", packaged.Version, StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_has_its_metadata(string id)
    {
        var package = new Nupkg(packaged.PackageFile(id));

        package.Fact("id").ShouldBe(id);
        package.Fact("version").ShouldBe(packaged.Version);
        package.Fact("description")!.Length.ShouldBeGreaterThan(20);
        package.Fact("tags")!.Split(' ').ShouldContain("seedance");
        package.Read(package.Fact("readme")!).Length.ShouldBeGreaterThan(500);
        package.Read(package.Fact("icon")!).AsSpan(1, 3).SequenceEqual("PNG"u8).ShouldBeTrue();
        package.Fact("releaseNotes").ShouldNotBeNullOrWhiteSpace("CHANGELOG.md has an entry for this version");
        package.Metadata().Elements().Single(element => element.Name.LocalName == "repository").Attribute("commit")!.Value
            .ShouldBe(CommandResult.Run(Repository.Root, "git", ["rev-parse", "HEAD"]).Output.Trim());
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_link_of_a_packed_page_leads_to_a_file_of_the_package(string id)
    {
        var package = new Nupkg(packaged.PackageFile(id));
        var entries = package.Entries().Select(entry => "/" + entry).ToList();

        foreach (var page in entries.Where(entry => entry.EndsWith(".md", StringComparison.Ordinal)))
        {
            foreach (var link in PageLinks.Of(Encoding.UTF8.GetString(package.Read(page[1..]))).Where(link => !link.StartsWith('#')))
                entries.ShouldContain(new Uri(new Uri("https://package" + page), link).AbsolutePath, $"{id}, {page}");
        }
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_has_its_symbols_and_sources_inside_and_no_path_of_this_machine(string id)
    {
        foreach (var assembly in new Nupkg(packaged.PackageFile(id)).Entries()
            .Where(entry => entry.EndsWith($"/{id}.dll", StringComparison.Ordinal)))
        {
            using var image = new PEReader(new MemoryStream(new Nupkg(packaged.PackageFile(id)).Read(assembly)));
            var entry = image.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
            using var symbols = image.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
            var reader = symbols.GetMetadataReader();
            var withSource = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation)
                .Where(information => reader.GetGuid(information.Kind) == EmbeddedSource).Select(information => information.Parent)
                    .ToHashSet();

            reader.Documents.ShouldNotBeEmpty();
            foreach (var document in reader.Documents)
            {
                reader.GetString(reader.GetDocument(document).Name).ShouldStartWith("/_");
                withSource.ShouldContain((EntityHandle)document, reader.GetString(reader.GetDocument(document).Name));
            }
        }
    }

    [Theory]
    [InlineData("analyzers/dotnet/cs/SeedanceGen.Analyzers.dll")]
    [InlineData("analyzers/dotnet/cs/SeedanceGen.Analyzers.CodeFixes.dll")]
    public void An_analyzer_needs_no_newer_compiler_than_that_of_the_NET_SDK_8_0_100(string assembly)
    {
        using var image = new PEReader(new MemoryStream(new Nupkg(packaged.PackageFile("SeedanceGen")).Read(assembly)));
        var reader = image.GetMetadataReader();
        var references = reader.AssemblyReferences.Select(reader.GetAssemblyReference)
            .ToDictionary(reference => reader.GetString(reference.Name), reference => reference.Version, StringComparer.Ordinal);

        references["Microsoft.CodeAnalysis"].ShouldBe(new Version(4, 8, 0, 0));
        references["Microsoft.CodeAnalysis.CSharp"].ShouldBe(new Version(4, 8, 0, 0));
        references["System.Collections.Immutable"].ShouldBeLessThanOrEqualTo(new Version(7, 0, 0, 0));
    }

    [Theory]
    [InlineData("lib/net8.0/SeedanceGen.dll")]
    [InlineData("lib/net10.0/SeedanceGen.dll")]
    public void The_client_is_smaller_than_a_megabyte_symbols_and_sources_included(string assembly)
    {
        var bytes = new Nupkg(packaged.PackageFile("SeedanceGen")).Read(assembly).Length;

        Measured.Note($"{assembly}: {bytes / 1000.0:0} kB of 1000 kB ({(double)bytes / Megabyte:0.00})");
        bytes.ShouldBeLessThan(Megabyte);
    }

    [Theory]
    [MemberData(nameof(Tools))]
    public void A_package_of_the_tool_is_smaller_than_25_megabytes(string id)
    {
        var bytes = new FileInfo(packaged.PackageFile(id)).Length;

        Measured.Note($"{id}: {bytes / 1_000_000.0:0.0} MB of 25 MB");
        bytes.ShouldBeLessThan(25 * Megabyte);
    }

    [Fact]
    public async Task Two_builds_in_two_folders_give_the_same_packages()
    {
        // Another clone: in this one, other checks build at the same time.
        var clone = FreshClone.In(packaged.Subfolder("second clone"));
        var other = packaged.Subfolder("second feed");

        (await FeedRun.OfAsync(clone, other, "linux-x64;any", ["pack"])).ShouldEndWith(ReleaseExitCode.Success);

        // The tool's own package lists its packages for single systems, and there are two less of them.
        string[] others = ["SeedanceGen.Cli", "SeedanceGen.Cli.osx-arm64", "SeedanceGen.Cli.win-x64"];
        foreach (var id in ExpectedContents.Entries.Keys.Except(others))
        {
            var first = new Nupkg(packaged.PackageFile(id));
            var second = new Nupkg(Path.Combine(other, Path.GetFileName(packaged.PackageFile(id))));
            foreach (var entry in first.Entries())
                second.Read(entry).AsSpan().SequenceEqual(first.Read(entry)).ShouldBeTrue($"{id}: {entry} differs");
            PackageFile.HaveSameContents(packaged.PackageFile(id), Path.Combine(other, Path.GetFileName(packaged.PackageFile(id))))
                .ShouldBeTrue();
        }
    }
}
