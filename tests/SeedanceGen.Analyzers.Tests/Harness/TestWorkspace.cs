using Microsoft.CodeAnalysis;

namespace SeedanceGen.Analyzers.Tests.Harness;

/// <summary>A user's project as an editor holds it.</summary>
internal static class TestWorkspace
{
    public static Document DocumentOf(string source, string usings = TestCompilation.ImplicitUsings)
    {
        // Not disposed: the documents outlive this method, and the workspace holds nothing but memory.
        var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "UserProject",
            "UserProject",
            LanguageNames.CSharp,
            compilationOptions: TestCompilation.Options,
            parseOptions: TestCompilation.Language,
            metadataReferences: TestCompilation.References));
        return project.AddDocument("GlobalUsings.cs", usings).Project.AddDocument("Program.cs", source);
    }
}
