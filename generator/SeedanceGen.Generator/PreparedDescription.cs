using SeedanceGen.Generator.Diagnostics;
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
    /// <param name="path">The YAML file, for messages.</param>
    /// <param name="text">Its text.</param>
    /// <param name="taken">The names of types that are written by hand beside the generated ones.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static PreparedDescription Of(string path, string text, IReadOnlyCollection<string> taken, CancellationToken cancellationToken)
    {
        var problems = new ProblemList(path);
        var form = SpecReader.Read(new SpecFile(path, text), problems, cancellationToken).Form;
        if (form is not null && problems.IsEmpty)
        {
            ReportTaken(form, taken, problems);
            form = new JobMarks(new OperationData(form, problems, Json).Complete(), problems).Complete();
            form = ModelSamples.Complete(form, new ReferenceResolver(form, new ProblemList(string.Empty)), Json);
        }

        return form is null || !problems.IsEmpty
            ? new PreparedDescription(null, problems.ToArray())
            : new PreparedDescription(new JsonWriter(cancellationToken).Write(NSwagForm.Of(form)), problems.ToArray());

        string Json(SpecNode node) => new JsonWriter(cancellationToken).Write(node) ?? "{}";
    }

    private static void ReportTaken(SpecMap form, IReadOnlyCollection<string> taken, ProblemList problems)
    {
        foreach (var type in ReferenceResolver.SchemasOf(form)?.Entries ?? [])
        {
            if (taken.Contains(CSharpNames.Pascal(type.Key.Text)))
            {
                problems.Add(
                    ProblemRules.UnusableName, type.Key.Span, type.Key.Text, "the client has a type of this name, written by hand");
            }
        }
    }
}
