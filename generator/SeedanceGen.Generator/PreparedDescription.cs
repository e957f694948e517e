using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Emit;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Normal;
using SeedanceGen.Generator.Parsing;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator;

/// <summary>The API description as NSwag is to read it. Nothing here needs Roslyn, so that a task of MSBuild can do it.</summary>
/// <param name="Json">The JSON for NSwag; null when the description has a fault.</param>
/// <param name="Problems">The faults, in the order of the file.</param>
internal sealed record PreparedDescription(string? Json, EquatableArray<Problem> Problems)
{
    /// <summary>Reads, checks and prepares a description.</summary>
    public static PreparedDescription Of(string path, string text, CancellationToken cancellationToken)
    {
        var problems = SpecReader.Read(new[] { new SpecFile(path, text) }, cancellationToken)!.Problems;
        if (problems.Count > 0)
            return new PreparedDescription(null, problems);

        var root = (SpecMap)new YamlReader(new ProblemList(path), cancellationToken).Read(text)!;
        var faults = new ProblemList(path);
        var form = new OperationData(NormalForm.Of(root, faults, cancellationToken), faults).Complete();
        return faults.IsEmpty
            ? new PreparedDescription(new JsonWriter(cancellationToken).Write(NSwagForm.Of(form)), problems)
            : new PreparedDescription(null, faults.ToArray());
    }
}
