using SeedanceGen.Generator.Checking;
using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Normal;
using SeedanceGen.Generator.Yaml;

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
        var request = Read(files[0], problems, cancellationToken).Request;
        var all = problems.ToArray().Concat(files.Skip(1).Select(file => Superfluous(file, files[0])));
        return new SpecReading(request, all.ToArray());
    }

    private static Problem Superfluous(SpecFile file, SpecFile first) =>
        new(ProblemRules.SeveralSpecs, file.Path, default, new[] { first.Path });

    /// <summary>
    /// Reads one file: its normal form, and the request in it. When a check of the whole file finds a fault, the readers report nothing
    /// more: one fault is one problem. What can be made of the file is made all the same, so that an editor goes on with the old names.
    /// </summary>
    public static (SpecMap? Form, RequestModel? Request) Read(SpecFile file, ProblemList problems, CancellationToken cancellationToken)
    {
        var node = new YamlReader(problems, cancellationToken).Read(file.Text);
        if (node is not SpecMap root)
        {
            if (node is not null || problems.IsEmpty)
                problems.Add(
                    ProblemRules.MissingPart,
                    node?.Span ?? default,
                    "The file is no API description: a mapping with 'openapi' is expected");
            return (null, null);
        }

        if (problems.IsEmpty)
            DescriptionChecker.Check(root, problems, cancellationToken);
        if (root["openapi"] is not SpecScalar version || !version.Text.StartsWith("3.", StringComparison.Ordinal))
            problems.Add(
                ProblemRules.WrongValue,
                (root["openapi"] ?? root).Span,
                "openapi",
                "a version 3",
                root["openapi"]?.Description ?? "missing");

        var later = problems.IsEmpty ? problems : new ProblemList(file.Path);
        var form = NormalForm.Of(root, later, cancellationToken);
        later = later.IsEmpty ? later : new ProblemList(file.Path);
        var references = new ReferenceResolver(form, later);
        var schema = new OperationReader(form, references, later).FindRequest();
        if (schema is not { } found)
            return (form, null);
        var request = new RequestReader(form, references, later, cancellationToken).Read(found.Name, found.Schema);
        return (form, request is null
            ? null
            : request with
            {
                Component = found.Name,
                Schema = new RequestSchemaReader(form, cancellationToken).Read(found.Name, found.Schema, request.DecidingProperty.Field),
            });
    }
}

/// <summary>Finds the request of the first operation with a body that is marked <c>x-charges-credits: true</c>.</summary>
internal sealed class OperationReader(SpecMap root, ReferenceResolver references, ProblemList problems)
{
    private const string Mark = "x-charges-credits";

    private const string Json = "a media type of JSON";

    private static readonly string[] WayToSchema = ["requestBody", "content", Json, "schema"];

    /// <summary>The component and its name; null when it is not found, which is then reported.</summary>
    public (string Name, SpecMap Schema)? FindRequest()
    {
        if (root["paths"] is not SpecMap paths)
        {
            Missing(root["paths"] ?? root, "The API description has no 'paths'");
            return null;
        }

        var operations = paths.Entries.SelectMany(path => path.Value.Entries)
            .Select(entry => entry.Value).OfType<SpecMap>().Where(IsCharged).ToList();
        if (operations.Count > 0)
            return FindSchema(operations.Find(operation => operation["requestBody"] is not null) ?? operations[0]);

        Missing(root.Find("paths")!.Key, $"No operation is marked '{Mark}: true', so there is no request to build");
        return null;
    }

    private bool IsCharged(SpecMap operation)
    {
        if (operation[Mark] is not { } mark)
            return false;
        if (mark is SpecScalar scalar && scalar.TryGetTruthValue(out var isCharged))
            return isCharged;
        problems.AddWrongValue(Mark, mark, "true or false");
        return false;
    }

    private (string Name, SpecMap Schema)? FindSchema(SpecMap operation)
    {
        SpecNode node = operation;
        foreach (var step in WayToSchema)
        {
            if (references.Follow(node) is not { } target)
                return null;
            if ((step == Json ? JsonIn(target) : (target as SpecMap)?[step]) is not { } next)
            {
                Missing(target, $"'{step}' is missing on the way to the request's schema ({string.Join(", ", WayToSchema)})");
                return null;
            }

            node = next;
        }

        var reference = (node as SpecMap)?["$ref"];
        var name = reference is SpecScalar scalar ? ReferenceResolver.ComponentName(scalar.Text) : null;
        if (name is null)
        {
            Missing(node, "The request's schema must be a reference to '#/components/schemas/…', so that it has a name");
            return null;
        }

        if (references.Resolve(reference!) is not { } schema)
            return null;
        if (schema is SpecMap map && !map.Entries.Any(entry => entry.Key.Text == "$ref"))
            return (name, map);

        problems.AddWrongValue(name, schema, "a schema with properties");
        return null;
    }

    /// <summary><c>application/json</c>, else the first media type that is a form of it.</summary>
    private static SpecNode? JsonIn(SpecNode content) => (content as SpecMap)?["application/json"]
        ?? content.Entries.FirstOrDefault(entry => entry.Key.Text.Contains("json"))?.Value;

    private void Missing(SpecNode place, string message) => problems.Add(ProblemRules.MissingPart, place.Span, message);
}

/// <summary>A YAML file by its content: a new object for the same text changes nothing.</summary>
internal sealed record SpecFile(string Path, string Text);

/// <summary>
/// What one reading of the YAML gives. Positions are in the problems only, so that a moved line leaves the model as it was.
/// </summary>
internal sealed record SpecReading(RequestModel? Request, EquatableArray<Problem> Problems);
