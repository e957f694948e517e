namespace SeedanceGen.Contract.Tests.Generation;

/// <summary>
/// What NSwag makes of descriptions that only tests of the generator have is committed, so that those tests run without NSwag.
/// </summary>
[Trait("Category", "Slow")]
public sealed class TestDescriptionTests
{
    private static readonly string Folder = Repository.PathOf("tests", "SeedanceGen.Generator.Tests", "Specs");

    [Fact]
    public void The_committed_client_of_each_test_description_is_what_the_templates_give()
    {
        var descriptions = Directory.GetFiles(Folder, "*.yaml");
        descriptions.ShouldNotBeEmpty();
        using var scratch = new Scratch();
        foreach (var description in descriptions)
        {
            var client = scratch.File("client.cs");
            var folder = scratch.File(Path.GetFileNameWithoutExtension(description)) + "/";
            CommandResult.Run(
                Repository.Root, "dotnet",
                ["msbuild", "spec/generate.proj", "-nologo", "-tl:off", $"-p:Yaml={description};Generated={client};Scratch={folder}"])
                .ShouldSucceed();

            // NSwag's own output: the build adds the hashes of its inputs.
            File.ReadAllText(Path.Combine(folder, "SeedanceApi.g.cs")).TrimEnd()
                .ShouldBe(File.ReadAllText(Path.ChangeExtension(description, ".nswag.cs")).TrimEnd(), description);
        }
    }
}
