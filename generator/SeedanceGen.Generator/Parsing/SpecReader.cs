using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Parsing;

/// <summary>Reads an API description: the first file that is one, and only it. It never throws but for a cancellation.</summary>
internal static class SpecReader
{
    /// <summary>Reads the file that the project marks; null when it marks none.</summary>
    public static SpecReading? Read(EquatableArray<SpecFile> files, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
            return null;

        var problems = new ProblemList(files[0].Path);
        var request = Read(files[0].Text, problems, cancellationToken);
        var all = problems.ToArray().Concat(files.Skip(1).Select(file => Superfluous(file, files[0])));
        return new SpecReading(request, all.ToArray());
    }

    private static Problem Superfluous(SpecFile file, SpecFile first) =>
        new(ProblemRules.SeveralSpecs, file.Path, default, new[] { first.Path });

    private static RequestModel? Read(string text, ProblemList problems, CancellationToken cancellationToken)
    {
        var node = new YamlReader(problems, cancellationToken).Read(text);
        if (node is not SpecMap root)
        {
            if (node is not null || problems.IsEmpty)
                problems.Add(
                    ProblemRules.MissingPart,
                    node?.Span ?? default,
                    "The file is no API description: a mapping with 'openapi' is expected");
            return null;
        }

        if (root["openapi"] is not SpecScalar version || !version.Text.StartsWith("3.", StringComparison.Ordinal))
            problems.Add(
                ProblemRules.WrongValue,
                (root["openapi"] ?? root).Span,
                "openapi",
                "a version 3",
                root["openapi"]?.Description ?? "missing");

        var references = new ReferenceResolver(root, problems);
        var schema = new OperationReader(root, references, problems).FindRequest();
        return schema is null
            ? null
            : new RequestReader(references, problems, cancellationToken).Read(schema.Value.Name, schema.Value.Schema);
    }
}
