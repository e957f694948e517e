namespace SeedanceGen.Contract.Tests.Generation;

/// <summary>The client is generated again exactly when an input changed, and a failure leaves it as it was.</summary>
[Collection(ClientSources.Name)]
[Trait("Category", "Slow")]
public sealed class RegenerationTests(ClientSources sources)
{
    [Fact]
    public void The_committed_client_is_what_the_description_gives()
    {
        var clone = sources.Clone.Restored();

        Generate(clone, "-p:Force=true").ShouldSucceed().Output.ShouldContain("Generating the client");

        Client(clone).ShouldBe(File.ReadAllText(Repository.Generated));
    }

    [Fact]
    public void Nothing_is_generated_when_no_input_changed()
    {
        var clone = sources.Clone.Restored();
        var written = File.GetLastWriteTimeUtc(ClientFile(clone));

        Generate(clone, "-p:NSwagExe=false").ShouldSucceed().Output.ShouldNotContain("Generating");

        File.GetLastWriteTimeUtc(ClientFile(clone)).ShouldBe(written);
    }

    [Fact]
    public void A_change_of_any_input_regenerates_the_client_and_undoing_it_gives_the_same_bytes()
    {
        var clone = sources.Clone.Restored();
        var before = Client(clone);
        var texts = new Dictionary<string, string>();
        foreach (var input in new[] { "seedance.openapi.yaml", "nswag.json", Path.Combine("templates", "Enum.liquid") })
        {
            var file = clone.File("spec", input);
            var last = Client(clone);
            texts[file] = File.ReadAllText(file);

            File.WriteAllText(file, texts[file] + "\n");
            Generate(clone).ShouldSucceed().Output.ShouldContain($"spec/{input.Replace('\\', '/')}");
            Client(clone).ShouldNotBe(last);
        }

        foreach (var (file, text) in texts)
            File.WriteAllText(file, text);
        Generate(clone).ShouldSucceed();
        Client(clone).ShouldBe(before);
    }

    [Fact]
    public void A_template_that_comes_or_goes_is_a_change()
    {
        var clone = sources.Clone.Restored();
        File.WriteAllText(clone.File("spec", "templates", "Unused.liquid"), "{{ nothing }}\n");

        Generate(clone).ShouldSucceed();
        Client(clone).ShouldContain("templates/Unused.liquid sha256:");

        File.Delete(clone.File("spec", "templates", "Unused.liquid"));
        Generate(clone).ShouldSucceed();
        Client(clone).ShouldBe(File.ReadAllText(Repository.Generated));
    }

    [Fact]
    public void A_new_field_and_a_new_model_reach_the_compiled_client_by_a_build_alone_and_without_Node()
    {
        var clone = sources.Clone.Restored();
        var before = Client(clone);
        var yaml = File.ReadAllText(clone.File("spec", "seedance.openapi.yaml"));

        File.WriteAllText(
            clone.File("spec", "seedance.openapi.yaml"),
            yaml.Replace("        - seedance-1.5-pro\n", "        - seedance-1.5-pro\n        - seedance-3.0\n", StringComparison.Ordinal)
                .Replace("        webhookUrl:\n",
                    "        cameraFixed:\n          type: boolean\n          description: Whether the camera stands still.\n"
                    + "        webhookUrl:\n",
                    StringComparison.Ordinal)
                .Replace("enum: [seedance-1.5-pro]", "enum: [seedance-1.5-pro, seedance-3.0]", StringComparison.Ordinal));
        Build(clone, ("PATH", PathWithoutNode.Value)).ShouldSucceed();

        Client(clone).ShouldContain("public static SeedanceModel Seedance30 { get; } = new(\"seedance-3.0\");");
        Client(clone).ShouldContain("public bool? CameraFixed { get; init; }");
        File.ReadAllText(clone.File("src", "SeedanceGen", "bin", "Debug", "net10.0", "SeedanceGen.xml"))
            .ShouldContain("P:SeedanceGen.VideoGenerationRequest.CameraFixed");

        File.WriteAllText(clone.File("spec", "seedance.openapi.yaml"), yaml);
        Generate(clone).ShouldSucceed();
        Client(clone).ShouldBe(before);
    }

    [Fact]
    public void Analyzers_run_when_code_that_people_write_changed_and_not_when_only_the_description_did()
    {
        var clone = sources.Clone.Restored();
        // As on a maintainer's machine: CI analyzes in every build, or in none.
        (string, string?)[] own = [("CI", null), ("ContinuousIntegrationBuild", null), ("RunAnalyzers", null)];
        var stamp = clone.File("src", "SeedanceGen", "obj", "Debug", "net10.0", "analyzed.stamp");
        var description = clone.File("spec", "seedance.openapi.yaml");
        Build(clone, own).ShouldSucceed();
        var analyzed = File.GetLastWriteTimeUtc(stamp);
        analyzed.Year.ShouldBeGreaterThan(2000);

        var yaml = File.ReadAllText(description);
        File.WriteAllText(description, yaml.Replace("description: Custom metadata", "description: Own metadata", StringComparison.Ordinal));
        Build(clone, own).ShouldSucceed().Output.ShouldContain("Generating the client");
        File.GetLastWriteTimeUtc(stamp).ShouldBe(analyzed);

        var unused = clone.File("src", "SeedanceGen", "Unused.cs");
        File.WriteAllText(unused, "using System.Text;\n\nnamespace SeedanceGen;\n\ninternal static class Unused;\n");
        var build = Build(clone, own);
        File.Delete(unused);
        build.Output.ShouldContain("error IDE0005");
    }

    [Fact]
    public void A_malformed_description_fails_the_build_at_its_line_and_leaves_the_client_alone()
    {
        var clone = sources.Clone.Restored();
        var before = Client(clone);
        var yaml = File.ReadAllText(clone.File("spec", "seedance.openapi.yaml"));
        var malformed = new (string Text, string Place)[]
        {
            (yaml.Replace("\npaths:\n", "\npaths: [\n", StringComparison.Ordinal), @"\(\d+,\d+\): error SDG2001"),
            (yaml.Replace("'#/components/schemas/ModelList'", "'#/components/schemas/Nowhere'", StringComparison.Ordinal),
                Position(yaml, "'#/components/schemas/ModelList'") + ": error SDG2004"),
            (yaml.Replace("        creditsCharged:\n          type: integer\n", "        creditsCharged:\n          type: integre\n",
                StringComparison.Ordinal), @"\(\d+,17\): error SDG2003"),
            (yaml.Replace("                  enum: [5, 10]\n", "                  enum: [5, 10]\n                  enum: [5]\n",
                StringComparison.Ordinal), @"\(\d{3},\d+\): error SDG2001"),
            (yaml.Replace("    VideoOutput:", "    RuleViolation:", StringComparison.Ordinal)
                .Replace("schemas/VideoOutput'", "schemas/RuleViolation'", StringComparison.Ordinal),
                Position(yaml, "    VideoOutput:") + ": error SDG2006"),
            ("", @"\(1,1\): error SDG2002"),
        };

        foreach (var (text, place) in malformed)
        {
            File.WriteAllText(clone.File("spec", "seedance.openapi.yaml"), text);
            var command = Generate(clone);

            command.ExitCode.ShouldNotBe(0);
            command.Output.ShouldMatch($@"seedance\.openapi\.yaml{place}: ");
            command.Output.Split(": error ").Length.ShouldBe(2, command.Output);
            Client(clone).ShouldBe(before);
        }
    }

    [Fact]
    public void Another_NSwag_can_be_named()
    {
        var clone = sources.Clone.Restored();
        var recorder = clone.File("recorder.sh");
        File.WriteAllText(
            recorder,
            "echo \"$@\" > arguments.txt; echo '// from another tool; @Inputs@' > \"$(echo \"$3\" | sed 's/.*Output=//')\"\n");
        File.AppendAllText(clone.File("spec", "nswag.json"), "\n");

        Generate(clone, $"-p:NSwagExe=sh {recorder}").ShouldSucceed();

        File.ReadAllText(clone.File("spec", "arguments.txt")).ShouldBe(
            $"run nswag.json /variables:Input={clone.File("spec", "obj", "seedance.openapi.json")},"
            + $"Output={clone.File("spec", "obj", "SeedanceApi.g.cs")}\n");
        Client(clone).ShouldStartWith("// from another tool; seedance.openapi.yaml sha256:");
    }

    private static CommandResult Generate(Scratch clone, params string[] more) =>
        CommandResult.Run(clone.Folder, "dotnet", ["msbuild", "spec/generate.proj", "-nologo", "-tl:off", .. more]);

    private static CommandResult Build(Scratch clone, params (string Name, string? Value)[] environment) =>
        CommandResult.Run(clone.Folder, "dotnet", ["build", "src/SeedanceGen", "-nologo", "-tl:off", "-f", "net10.0"], environment);

    private static string ClientFile(Scratch clone) => clone.File("src", "SeedanceGen", "Generated", "SeedanceApi.g.cs");

    private static string Client(Scratch clone) => File.ReadAllText(ClientFile(clone));

    private static string Position(string yaml, string text)
    {
        var index = yaml.IndexOf(text, StringComparison.Ordinal);
        return $@"\({yaml[..index].Count(character => character == '\n') + 1},\d+\)";
    }
}
