using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Normal;

/// <summary>
/// The types that the hand-written course of a job uses have their names by their role and not by the name of their schema. So a schema of
/// the description can get another name, and neither the SDK nor its users notice.
/// </summary>
internal sealed class JobTypeNames
{
    private const string Request = "VideoGenerationRequest";
    private const string Accepted = "VideoGenerationAccepted";
    private const string Job = "VideoGeneration";
    private const string Cancelled = "VideoGenerationCancelled";
    private const string Envelope = "ErrorEnvelope";

    private readonly SpecMap _root;
    private readonly ReferenceResolver _references;
    private readonly SpecMap? _schemas;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private JobTypeNames(SpecMap root)
    {
        _root = root;
        _references = new ReferenceResolver(root, new ProblemList(string.Empty));
        _schemas = ReferenceResolver.SchemasOf(root);
    }

    /// <summary>
    /// Gives the schemas with a role the names that hand-written code has for them. A name that another schema has stays there.
    /// </summary>
    public static SpecMap Complete(SpecMap root)
    {
        var names = new JobTypeNames(root);
        if (names._schemas is null)
            return root;

        names.Find();
        return names._names.Count == 0 ? root : (SpecMap)names.Rename(root, isSchemas: false);
    }

    private void Find()
    {
        var submit = OperationOf("submit");
        var request = Take(JobMarks.BodyOf(submit, _references), Request);
        var job = Take(JobMarks.ResponseOf(OperationOf("read"), _references), Job);
        Take(JobMarks.ResponseOf(submit, _references), Accepted);
        Take(JobMarks.ResponseOf(OperationOf("cancel"), _references), Cancelled);
        var envelope = Take(JobMarks.ErrorOf(submit, _references), Envelope);
        Take(FieldOf(request, field => HasRole(field, request!, "model")), "SeedanceModel");
        Take(FieldOf(job, field => HasRole(field, job!, "status")), "GenerationStatus");
        Take(FieldOf(envelope, field => field.Key.Text == "error"), "ApiError");
    }

    private SpecMap? OperationOf(string role) =>
        (from path in (_root["paths"] as SpecMap)?.Entries ?? []
         from entry in path.Value.Entries
         where DocumentRewriter.Methods.Contains(entry.Key.Text)
         let operation = entry.Value as SpecMap
         where operation?.TextOf(JobMarks.Key) == role
         select operation).FirstOrDefault();

    /// <summary>Notes the name of a component by its role, unless it has that name or another component does.</summary>
    private SpecMap? Take(SpecNode? schema, string name)
    {
        if (schema is null || SchemaRoles.ComponentOf(schema) is not { } component || _schemas![component] is not SpecMap found)
            return null;
        if (component != name && _schemas[name] is null && !_names.ContainsKey(component) && !_names.ContainsValue(name))
            _names.Add(component, name);
        return found;
    }

    private static SpecNode? FieldOf(SpecMap? schema, Func<SpecEntry, bool> isField) =>
        ((schema?["properties"] as SpecMap)?.Entries ?? []).FirstOrDefault(isField)?.Value;

    private static bool HasRole(SpecEntry field, SpecMap owner, string role) =>
        (field.Value as SpecMap)?.TextOf(JobMarks.Key) == role
        || owner.TextOf(JobMarks.Key)?.Split(' ').Contains($"{role}={field.Key.Text}") == true;

    private SpecNode Rename(SpecNode node, bool isSchemas) => node switch
    {
        SpecMap map => new SpecMap(
            [
                .. map.Entries.Select(entry => new SpecEntry(
                    isSchemas && _names.TryGetValue(entry.Key.Text, out var name) ? SpecEdits.Text(name, entry.Key.Span) : entry.Key,
                    Rename(entry.Value, entry.Value == _schemas))),
            ],
            map.Span),
        SpecList list => list.Items(item => Rename(item, isSchemas: false)),
        SpecScalar scalar when ReferenceResolver.ComponentName(scalar.Text) is { } component
            && _names.TryGetValue(component, out var name) =>
            SpecEdits.Text(ReferenceResolver.Schemas + name, scalar.Span),
        _ => node,
    };
}
