using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Normal;

/// <summary>
/// What the hand-written course of a job calls and reads: the operations and fields that the description marks with <c>x-job</c>. A role
/// that is missing, or that two have, is reported at its line.
/// </summary>
internal sealed class JobMarks
{
    public const string Key = "x-job";

    /// <summary>The role of an operation that can be called as its role asks.</summary>
    private const string Called = "x-sdk-job";

    private static readonly string[] Needed = ["submit", "read", "cancel"];

    private static readonly Dictionary<string, string[]> NeededFields = new(StringComparer.Ordinal)
    {
        ["submit"] = ["id", "status"],
        ["read"] = ["id", "status"],
        ["cancel"] = [],
        ["models"] = ["models"],
    };

    private readonly SpecMap _root;
    private readonly ProblemList _problems;
    private readonly SchemaRoles _roles;
    private readonly ReferenceResolver _references;
    private readonly List<(string Role, SpecMap Operation)> _marked;

    public JobMarks(SpecMap root, ProblemList problems)
    {
        _root = root;
        _problems = problems;
        _references = new ReferenceResolver(root, new ProblemList(string.Empty));
        _marked =
        [
            .. from path in (root["paths"] as SpecMap)?.Entries ?? []
               from entry in path.Value.Entries
               where entry.Value is SpecMap map && map.TextOf(Key) is not null && DocumentRewriter.Methods.Contains(entry.Key.Text)
               select (((SpecMap)entry.Value).TextOf(Key)!, (SpecMap)entry.Value),
        ];
        _roles = new SchemaRoles(root, problems);
    }

    public SpecMap Complete()
    {
        var request = _marked.Where(call => call.Role == "submit").Select(call => ComponentOf(BodyOf(call.Operation))).FirstOrDefault();
        _roles.Check(request);
        if (_marked.Count > 0)
            CheckOperations();
        var callable = new HashSet<SpecNode>(_marked.Where(call => IsCallable(call.Role, call.Operation)).Select(call => call.Operation));
        return _roles.WithLinks(_root.Change("paths", paths => paths.Values(path => path.Value.Values(entry =>
            entry.Value is SpecMap operation && callable.Contains(operation)
                ? operation.With(Called, operation[Key]!)
                : entry.Value))));
    }

    private void CheckOperations()
    {
        var twice = _marked.GroupBy(call => call.Role).SelectMany(calls => calls.Skip(1)).ToList();
        foreach (var (role, operation) in twice)
            Report(operation[Key]!.Span, $"Another operation has the role '{role}' ({Key}) already: remove one of the two marks");

        var paths = _root.Find("paths")!.Key.Span;
        foreach (var role in Needed.Where(role => twice.Count == 0 && !_marked.Exists(call => call.Role == role)))
            Report(paths, $"No operation has the role '{role}', which the course of a job needs: mark the operation with '{Key}: {role}'");

        foreach (var (role, operation) in _marked.Where(call => Needed.Contains(call.Role)))
        {
            if (ReasonAgainst(role, operation) is { } reason)
                Report(operation[Key]!.Span, $"The operation cannot have the role '{role}' ({Key}): {reason}");
            else if (ComponentOf(ResponseOf(operation)) is { } response)
                _roles.Need(response, NeededFields[role], $"the response of '{operation.TextOf("operationId")}'");
        }
    }

    private bool IsCallable(string role, SpecMap operation) => ReasonAgainst(role, operation) is null
        && (role != "models" || (ComponentOf(ResponseOf(operation)) is { } list && _roles.Has(list, "models")));

    /// <summary>
    /// Why the course of a job cannot call an operation; null when it can. The course has the request or the id of the job to send, and
    /// nothing more.
    /// </summary>
    private string? ReasonAgainst(string role, SpecMap operation)
    {
        var parameters = ((operation["parameters"] as SpecList)?.Items ?? []).OfType<SpecMap>()
            .Where(parameter => parameter.IsTrue("required") && !parameter.IsTrue("x-idempotency-key")).ToList();
        var expected = role is "read" or "cancel" ? 1 : 0;
        var ids = parameters.Where(parameter => parameter.TextOf("in") == "path").ToList();
        if (ids.Count < expected)
            return "its path has no parameter for the id of the job";
        if (parameters.Except(ids.Take(expected)).FirstOrDefault() is { } other)
            return $"the client has no value for the required parameter '{other.TextOf("name")}'; make it optional, or take the mark away";
        if (expected == 1 && _references.Follow(ids[0]["schema"] ?? ids[0]) is SpecMap id && id.TextOf("type") is not (null or "string"))
            return $"the id of the job, '{ids[0].TextOf("name")}', has to be a text";
        if (role == "submit" && ComponentOf(BodyOf(operation)) is null)
            return "its body has to be JSON of a schema with a name";
        if (role != "submit" && operation["requestBody"] is SpecMap body && body.IsTrue("required"))
            return "the client has no body for it; make it optional, or take the mark away";
        return ComponentOf(ResponseOf(operation)) is null ? "its response has to be JSON of a schema with a name" : null;
    }

    /// <summary>The schema of an operation's JSON body; null when it has none.</summary>
    public static SpecNode? BodyOf(SpecMap? operation, ReferenceResolver references) => SchemaIn(operation?["requestBody"], references);

    /// <summary>The schema of the JSON that an operation responds with when it succeeds; null when there is none.</summary>
    public static SpecNode? ResponseOf(SpecMap? operation, ReferenceResolver references) =>
        SchemaIn(DocumentRewriter.SuccessIn(operation?["responses"])?.Value, references);

    /// <summary>The schema of the JSON of an operation's errors; null when there is none.</summary>
    public static SpecNode? ErrorOf(SpecMap? operation, ReferenceResolver references)
    {
        var responses = ((operation?["responses"] as SpecMap)?.Entries ?? []).Where(entry => !DocumentRewriter.IsSuccess(entry.Key.Text));
        return SchemaIn(responses.OrderBy(entry => entry.Key.Text != "default").FirstOrDefault()?.Value, references);
    }

    private SpecNode? BodyOf(SpecMap operation) => BodyOf(operation, _references);

    private SpecNode? ResponseOf(SpecMap operation) => ResponseOf(operation, _references);

    private static SpecNode? SchemaIn(SpecNode? owner, ReferenceResolver references) =>
        (((owner is null ? null : references.Follow(owner) as SpecMap)?["content"] as SpecMap)
            ?.Entries.FirstOrDefault(entry => entry.Key.Text.Contains("json"))?.Value as SpecMap)?["schema"];

    private static string? ComponentOf(SpecNode? schema) => schema is null ? null : SchemaRoles.ComponentOf(schema);

    private void Report(SpecSpan place, string message) => _problems.Add(ProblemRules.MisplacedMark, place, message);
}
