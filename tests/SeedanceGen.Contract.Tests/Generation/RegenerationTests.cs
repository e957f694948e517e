using System.Text.RegularExpressions;

namespace SeedanceGen.Contract.Tests.Generation;

/// <summary>The client is generated again exactly when an input changed, and a failure leaves it as it was.</summary>
[Trait("Category", "Slow")]
public sealed partial class RegenerationTests
{
    [NodeFact]
    public void The_committed_client_is_what_the_description_gives()
    {
        using var clone = Scratch.WithClientSources();

        Generate(clone, "-p:Force=true").ShouldSucceed().Output.ShouldContain("Generating the client");

        Client(clone).ShouldBe(File.ReadAllText(Repository.Generated));
    }

    [NodeFact]
    public void Nothing_is_generated_when_no_input_changed()
    {
        using var clone = Scratch.WithClientSources();
        var written = File.GetLastWriteTimeUtc(ClientFile(clone));

        Generate(clone, "-p:NSwagExe=false").ShouldSucceed().Output.ShouldNotContain("Generating");

        File.GetLastWriteTimeUtc(ClientFile(clone)).ShouldBe(written);
    }

    [NodeFact]
    public void A_change_of_any_input_regenerates_the_client_and_undoing_it_gives_the_same_bytes()
    {
        using var clone = Scratch.WithClientSources();
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

    [NodeFact]
    public void A_template_that_comes_or_goes_is_a_change()
    {
        using var clone = Scratch.WithClientSources();
        File.WriteAllText(clone.File("spec", "templates", "Unused.liquid"), "{{ nothing }}\n");

        Generate(clone).ShouldSucceed();
        Client(clone).ShouldContain("templates/Unused.liquid sha256:");

        File.Delete(clone.File("spec", "templates", "Unused.liquid"));
        Generate(clone).ShouldSucceed();
        Client(clone).ShouldBe(File.ReadAllText(Repository.Generated));
    }

    [NodeFact]
    public void The_spec_tools_are_installed_when_they_are_missing()
    {
        using var clone = Scratch.WithClientSources(withSpecTools: false);
        File.AppendAllText(clone.File("spec", "nswag.json"), "\n");
        Directory.CreateDirectory(clone.File("bin"));
        File.WriteAllText(
            clone.File("bin", "npm"),
            $"#!/bin/sh\necho \"$@\" >> '{clone.File("npm.log")}'\nif [ \"$1\" = ci ]; "
            + $"then mkdir node_modules && ln -s '{SpecTools.Modules}/nswag' node_modules/nswag; fi\n");
        CommandResult.Run(clone.Folder, "chmod", ["+x", clone.File("bin", "npm")]).ShouldSucceed();

        Generate(clone, ("PATH", clone.File("bin") + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"))).ShouldSucceed();

        File.ReadAllText(clone.File("npm.log")).ShouldBe("--version\nci --no-audit --no-fund\n");
        Client(clone).ShouldNotBe(File.ReadAllText(Repository.Generated));
        File.Delete(clone.File("spec", "node_modules", "nswag"));
    }

    [NodeFact]
    public void A_new_field_and_a_new_model_reach_the_compiled_client_by_a_build_alone()
    {
        using var clone = Scratch.WithClientSources();
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
        Build(clone).ShouldSucceed();

        Client(clone).ShouldContain("public static SeedanceModel Seedance30 { get; } = new(\"seedance-3.0\");");
        Client(clone).ShouldContain("public bool? CameraFixed { get; init; }");
        File.ReadAllText(clone.File("src", "SeedanceGen", "bin", "Debug", "net10.0", "SeedanceGen.xml"))
            .ShouldContain("P:SeedanceGen.VideoGenerationRequest.CameraFixed");

        File.WriteAllText(clone.File("spec", "seedance.openapi.yaml"), yaml);
        Generate(clone).ShouldSucceed();
        Client(clone).ShouldBe(before);
    }

    [NodeFact]
    public void A_malformed_description_fails_the_build_at_its_line_and_leaves_the_client_alone()
    {
        using var clone = Scratch.WithClientSources();
        var before = Client(clone);
        var yaml = File.ReadAllText(clone.File("spec", "seedance.openapi.yaml"));
        var malformed = new (string Text, string Position)[]
        {
            (yaml.Replace("\npaths:\n", "\npaths: [\n", StringComparison.Ordinal), @"\(\d+,\d+\)"),
            (yaml.Replace("'#/components/schemas/VideoOutput'", "'#/components/schemas/Nowhere'", StringComparison.Ordinal),
                Position(yaml, "'#/components/schemas/VideoOutput'")),
            (yaml.Replace("          type: integer\n", "          type: integre\n", StringComparison.Ordinal),
                Position(yaml, "type: integer")),
            (yaml.Replace("                  enum: [5, 10]\n", "                  enum: [5, 10]\n                  enum: [5]\n",
                StringComparison.Ordinal), @"\(\d{3},\d+\)"),
            ("", @"\(1,1\)"),
        };

        foreach (var (text, position) in malformed)
        {
            File.WriteAllText(clone.File("spec", "seedance.openapi.yaml"), text);
            var command = Generate(clone);

            command.ExitCode.ShouldNotBe(0);
            command.Output.ShouldMatch($@"seedance\.openapi\.yaml{position}: error SPEC003: ");
            Client(clone).ShouldBe(before);
        }
    }

    [Fact]
    public void Without_Node_the_error_names_the_changed_file_and_the_command()
    {
        using var clone = Scratch.WithClientSources(withSpecTools: false);
        File.AppendAllText(clone.File("spec", "templates", "Class.liquid"), "\n");
        var before = Client(clone);

        var command = Generate(clone, ("PATH", PathWithoutNode(clone)));

        command.ExitCode.ShouldNotBe(0);
        command.Output.ShouldContain("error SPEC001: spec/templates/Class.liquid changed");
        command.Output.ShouldContain("npm ci --prefix spec && dotnet build");
        Client(clone).ShouldBe(before);
    }

    [Fact]
    public void Another_NSwag_can_be_named()
    {
        using var clone = Scratch.WithClientSources(withSpecTools: false);
        var recorder = clone.File("recorder.sh");
        File.WriteAllText(recorder, "echo \"$@\" > arguments.txt; echo '// from another tool; @Inputs@' > obj/SeedanceApi.g.cs\n");
        File.AppendAllText(clone.File("spec", "nswag.json"), "\n");

        Generate(clone, $"-p:NSwagExe=sh {recorder}").ShouldSucceed();

        File.ReadAllText(clone.File("spec", "arguments.txt")).ShouldBe("run nswag.json /variables:Output=obj/SeedanceApi.g.cs\n");
        Client(clone).ShouldStartWith("// from another tool; seedance.openapi.yaml sha256:");
    }

    [Fact]
    public void The_NSwag_that_a_project_or_a_package_names_is_used()
    {
        using var clone = Scratch.WithClientSources(withSpecTools: false);
        File.WriteAllText(clone.File("recorder.sh"), "echo '// from a package; @Inputs@' > obj/SeedanceApi.g.cs\n");
        File.AppendAllText(clone.File("spec", "nswag.json"), "\n");
        var props = clone.File("Directory.Build.props");
        File.WriteAllText(
            props, File.ReadAllText(props)
            .Replace("</Project>",
            $"<PropertyGroup><NSwagExe_Net100>sh {clone.File("recorder.sh")}</NSwagExe_Net100></PropertyGroup></Project>",
            StringComparison.Ordinal));

        CommandResult.Run(clone.Folder, "dotnet",
            ["msbuild", "src/SeedanceGen", "-t:GenerateFromSpec", "-p:TargetFramework=net10.0", "-nologo", "-tl:off"]).ShouldSucceed();

        Client(clone).ShouldStartWith("// from a package; seedance.openapi.yaml sha256:");
    }

    private static CommandResult Generate(Scratch clone, params string[] more) =>
        CommandResult.Run(clone.Folder, "dotnet", ["msbuild", "spec/generate.proj", "-nologo", "-tl:off", .. more]);

    private static CommandResult Generate(Scratch clone, (string Name, string Value) environment) =>
        CommandResult.Run(clone.Folder, "dotnet", ["msbuild", "spec/generate.proj", "-nologo", "-tl:off"], environment);

    private static CommandResult Build(Scratch clone) =>
        CommandResult.Run(clone.Folder, "dotnet", ["build", "src/SeedanceGen", "-nologo", "-tl:off", "-f", "net10.0"]);

    private static string ClientFile(Scratch clone) => clone.File("src", "SeedanceGen", "Generated", "SeedanceApi.g.cs");

    private static string Client(Scratch clone) => File.ReadAllText(ClientFile(clone));

    private static string Position(string yaml, string text)
    {
        var index = yaml.IndexOf(text, StringComparison.Ordinal);
        return $@"\({yaml[..index].Count(character => character == '\n') + 1},\d+\)";
    }

    /// <summary>A search path with every command of this machine except those of Node.js.</summary>
    private static string PathWithoutNode(Scratch clone)
    {
        var bin = clone.File("bin-without-node");
        Directory.CreateDirectory(bin);
        foreach (var command in Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Where(Directory.Exists)
            .SelectMany(Directory.EnumerateFiles))
        {
            var link = Path.Combine(bin, Path.GetFileName(command));
            if (!NodeCommand().IsMatch(command) && !File.Exists(link))
                File.CreateSymbolicLink(link, command);
        }

        return bin;
    }

    [GeneratedRegex("/(node|npm|npx|nodejs|corepack)$")]
    private static partial Regex NodeCommand();
}
