using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Emit;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Normal;
using SeedanceGen.Generator.Parsing;

namespace SeedanceGen.Generator;

/// <summary>The API description as NSwag is to read it. Nothing here needs Roslyn, so that a task of MSBuild can do it.</summary>
/// <param name="Json">The JSON for NSwag; null when the description has a fault.</param>
/// <param name="Problems">The faults, in the order of the file.</param>
internal sealed record PreparedDescription(string? Json, EquatableArray<Problem> Problems)
{
    /// <summary>Reads, checks and prepares a description.</summary>
    public static PreparedDescription Of(string path, string text, CancellationToken cancellationToken)
    {
        var problems = new ProblemList(path);
        var form = SpecReader.Read(new SpecFile(path, text), problems, cancellationToken).Form;
        if (form is not null && problems.IsEmpty)
            form = new OperationData(form, problems).Complete();
        return form is null || !problems.IsEmpty
            ? new PreparedDescription(null, problems.ToArray())
            : new PreparedDescription(new JsonWriter(cancellationToken).Write(NSwagForm.Of(form)), problems.ToArray());
    }
}
