namespace SeedanceGen.Contract.Tests.Generation;

/// <summary>
/// The clients of the descriptions that only tests of the generator use are committed, so that those tests need no Node.js.
/// </summary>
[Trait("Category", "Slow")]
public sealed class TestDescriptionTests
{
    private static readonly string Folder = Repository.PathOf("tests", "SeedanceGen.Generator.Tests", "Specs");

    [NodeFact]
    public void The_committed_client_of_each_test_description_is_what_the_templates_give()
    {
        var descriptions = Directory.GetFiles(Folder, "*.yaml");
        descriptions.ShouldNotBeEmpty();
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch.File("templates"));
        foreach (var template in Directory.GetFiles(Path.Combine(Repository.Spec, "templates")))
            File.Copy(template, scratch.File("templates", Path.GetFileName(template)));
        File.Copy(Path.Combine(Repository.Spec, "nswag.json"), scratch.File("nswag.json"));

        foreach (var description in descriptions)
        {
            File.Copy(description, scratch.File(Path.GetFileName(Repository.Yaml)), overwrite: true);
            CommandResult.Run(scratch.Folder, "dotnet", [SpecTools.NSwag, "run", "nswag.json", "/variables:Output=client.cs"])
                .ShouldSucceed();

            File.ReadAllText(scratch.File("client.cs")).TrimEnd()
                .ShouldBe(File.ReadAllText(Path.ChangeExtension(description, ".nswag.cs")).TrimEnd(), description);
        }
    }
}
