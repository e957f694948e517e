using System.Text.RegularExpressions;
using NuGet.Versioning;
using SeedanceGen.Package.Tests.Contents;
using SeedanceGen.Package.Tests.Support;
using SeedanceGen.Release.Repository;

namespace SeedanceGen.Package.Tests.Releases;

/// <summary>One command leads from an edit of the description to a package in the feed, and rejects a version that is too low.</summary>
[Collection(SharedPackages.Name)]
[Trait("Category", "Slow")]
public sealed partial class SpecToPackageTests(PackagedClone packaged)
{
    private const string NewModel = "novel-9.0";

    /// <summary>The version after an addition.</summary>
    private NuGetVersion NextMinor { get; } = Raised(NuGetVersion.Parse(packaged.Version));

    [NodeFact]
    public async Task A_field_that_is_removed_is_no_minor_version_and_the_member_is_named()
    {
        using var edit = packaged.Edit(
            description => PromptOfTheExample().Replace(PromptOfTheResult().Replace(description, "$1", 1), "$1", 1));

        var rejected = await FeedRun.OfAnySystemAsync(packaged.Clone, packaged.Feed, "release", "--as", "minor");

        rejected.ShouldEndWith(ReleaseExitCode.LargerBumpNeeded).Output.ShouldContain(
            "major  - member SeedanceGen.VideoGeneration: public string? Prompt { get; init; }");
        new RepositoryLayout(packaged.Clone).Version().ToNormalizedString().ShouldBe(packaged.Version);
    }

    [NodeFact]
    public async Task A_version_that_is_written_by_hand_is_stopped_by_the_package_validation()
    {
        using var edit = packaged.Edit(description => SmallResolution().Replace(description, "$1$2", 1));
        new RepositoryLayout(packaged.Clone).WriteVersion(NextMinor);

        var packed = await FeedRun.OfAnySystemAsync(packaged.Clone, packaged.Feed, "pack");

        packed.ShouldEndWith(ReleaseExitCode.LargerBumpNeeded).Output.ShouldContain(
            "CP0002: Member 'SeedanceGen.Resolution SeedanceGen.Resolution.P480.get'");
        Directory.EnumerateFiles(packaged.Feed).ShouldNotContain(file => file.Contains(NextMinor.ToString(), StringComparison.Ordinal));
    }

    [NodeFact]
    public async Task Additions_are_a_minor_version_that_programs_and_the_tool_use_and_a_package_of_before_works_with_its_service()
    {
        // These programs are built before the change and are not built again.
        var before = packaged.BuiltConsumers;
        var newer = packaged.CopyOfFeed("newer feed");
        using var edit = packaged.Edit(WithAdditions);

        var released = (await FeedRun.OfAnySystemAsync(packaged.Clone, newer, "release", "--test", "tests/SeedanceGen.Testing.Xunit.Tests"))
            .ShouldEndWith(ReleaseExitCode.Success);

        released.Output.ShouldContain(
            "minor  + member SeedanceGen.VideoRequest: public static SeedanceGen.Novel90RequestBuilder Novel90(string prompt)");
        released.Output.ShouldContain($"SeedanceGen: {packaged.Version} → {NextMinor} is minor, and the surface asks for minor.");
        new RepositoryLayout(packaged.Clone).Version().ShouldBe(NextMinor);
        (await File.ReadAllTextAsync(new RepositoryLayout(packaged.Clone).Changelog)).ShouldContain($"## {NextMinor} (");
        var package = new Nupkg(Path.Combine(newer, $"SeedanceGen.{NextMinor}.nupkg"));
        package.Fact("releaseNotes")!.ShouldContain("Novel90(string prompt)");

        var mocks = new ConsumerFolder(packaged.Subfolder("newer consumers"), newer, NextMinor.ToString(), before.Cache);
        mocks.Copy("NewerMock");
        mocks.Build("NewerMock");
        var forward = before.PathOf("Forward", "bin", "Debug", "net10.0", "Forward.dll");
        var served = mocks.Run("NewerMock", "dotnet", ["run", "--no-build", "--", "dotnet", forward, NewModel])
            .ShouldSucceed().Output.Split(" | ");
        served[0].Split(' ').ShouldContain(NewModel, "the old package lists the new model");
        served[1].TrimEnd().ShouldBe($"{NewModel} 40 succeeded True");

        // What the description gained reaches a program by the packages, and the tool by its own.
        var used = mocks.Run("NewerMock", "dotnet", ["run", "--no-build"]).ShouldSucceed().Output;
        used.TrimEnd().ShouldBe("boats True");
        mocks.DotNet("NewerMock", "tool", "install", "SeedanceGen.Cli", "--version", NextMinor.ToString(), "--tool-path", "tools")
            .ShouldSucceed();
        var tool = Path.Combine(mocks.PathOf("NewerMock"), "tools", "seedance");
        mocks.Run("NewerMock", tool, ["api", "getQuota", "--window", "day", "--mock"]).ShouldSucceed().Output.ShouldContain("\"left\": ");
        mocks.Run("NewerMock", tool, ["generate", "A river", "--avoid", "boats", "--mock"]).ShouldSucceed();
    }

    private static NuGetVersion Raised(NuGetVersion version) => new(version.Major, version.Minor + 1, 0);

    /// <summary>A description with a model, an operation and a field more; the latter two as their recipes have them.</summary>
    private static string WithAdditions(string description) => Recipe.Named("Add a field")
        .Apply(Recipe.Named("Add an operation").Apply(new YamlEditor(WithNewModel(description)))).ToString();

    /// <summary>A description with a model that accepts longer videos than every model of the old package.</summary>
    private static string WithNewModel(string description)
    {
        var values = ModelValues().Replace(description, $"$0        - {NewModel}\n", 1);
        values.ShouldNotBe(description);
        var branch = Branches()
            .Replace(values,
            $"$0            - required: [model]\n              properties:\n                model: {{ enum: [{NewModel}] }}\n"
            + "                duration: { minimum: 4, maximum: 60 }\n",
            1);
        branch.ShouldNotBe(values);
        return branch;
    }

    [GeneratedRegex(@"(    VideoGeneration:\n(?:(?!    \S).*\n)*?        )prompt:\n(?:          .*\n)+        ")]
    private static partial Regex PromptOfTheResult();

    [GeneratedRegex(@"(                succeeded:\n(?:.*\n)*?)                    prompt: .*\n")]
    private static partial Regex PromptOfTheExample();

    [GeneratedRegex(@"(    Resolution:\n(?:(?!    \S).*\n)*?      enum: \[)\w+, (.*\n      x-enumNames: \[)\w+, ")]
    private static partial Regex SmallResolution();

    [GeneratedRegex(@"    SeedanceModel:\n(?:(?!      enum:).*\n)*      enum:\n")]
    private static partial Regex ModelValues();

    [GeneratedRegex(@"        - oneOf:\n")]
    private static partial Regex Branches();
}
