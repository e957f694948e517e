using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Normal;

/// <summary>
/// The roles of fields in the course of a job, by component. A role stands at the field, <c>x-job: id</c>, or at the schema that has the
/// field, <c>x-job: id=requestId</c>.
/// </summary>
internal sealed class SchemaRoles
{
    private const string Leads = "x-sdk-leads-to-link";

    /// <summary>The roles, each with the types that its field may have.</summary>
    private static readonly Dictionary<string, string[]> Types = new(StringComparer.Ordinal)
    {
        ["id"] = ["string", "integer"],
        ["status"] = ["string"],
        ["success"] = ["boolean"],
        ["credits"] = ["integer", "number"],
        ["output"] = ["object", "array"],
        ["link"] = ["string"],
        ["error"] = [],
        ["models"] = ["array"],
        ["model"] = ["string"],
        ["webhook"] = ["string"],
    };

    private static readonly string[] OfRequest = ["model", "webhook"];

    private readonly ProblemList _problems;
    private readonly Dictionary<string, SpecEntry> _schemas;
    private readonly Dictionary<string, List<FieldRole>> _roles;

    public SchemaRoles(SpecMap root, ProblemList problems)
    {
        _problems = problems;
        _schemas = (ReferenceResolver.SchemasOf(root)?.Entries ?? []).ToDictionary(entry => entry.Key.Text);
        _roles = _schemas.ToDictionary(entry => entry.Key, entry => RolesIn(entry.Value.Value));
    }

    /// <summary>Every role, for messages and hints.</summary>
    public static IReadOnlyCollection<string> All => Types.Keys;

    /// <summary>The component that a schema refers to, itself or as its only part; null when it refers to none.</summary>
    public static string? ComponentOf(SpecNode schema)
    {
        return Named(schema) ?? ((schema as SpecMap)?["allOf"] as SpecList)?.Items.Select(Named).FirstOrDefault(name => name is not null);

        static string? Named(SpecNode node) =>
            (node as SpecMap)?.TextOf("$ref") is { } reference ? ReferenceResolver.ComponentName(reference) : null;
    }

    public bool Has(string component, string role) =>
        _roles.TryGetValue(component, out var roles) && roles.Exists(field => field.Role == role);

    /// <summary>Reports a role that two fields of a component have, that its field cannot have, or that stands on the wrong side.</summary>
    /// <param name="request">The component of the submission; null when none is known.</param>
    public void Check(string? request)
    {
        foreach (var (component, roles) in _roles.Select(entry => (entry.Key, entry.Value)))
        {
            var twice = roles.GroupBy(field => field.Role).SelectMany(fields => fields.Skip(1)).ToList();
            foreach (var field in twice)
                Report(field.Mark, $"'{component}' has two fields with the role '{field.Role}' ({JobMarks.Key}): remove one of the marks");
            foreach (var field in roles.Except(twice))
                Check(field, component, component == request, request is not null);
        }
    }

    /// <summary>Reports the roles that a component misses.</summary>
    public void Need(string component, IEnumerable<string> roles, string what)
    {
        if (!_schemas.TryGetValue(component, out var schema))
            return;
        var names = VariantsOf(schema.Value).Append(component).ToList();
        foreach (var role in roles.Where(role => !names.Exists(name => Has(name, role))))
        {
            Report(
                schema.Key,
                $"No field of '{component}', {what}, has the role '{role}', which the course of a job needs: "
                    + $"mark the field with '{JobMarks.Key}: {role}'");
        }
    }

    /// <summary>
    /// Marks the fields that lead to the link to the video. Where the description marks only the output, the link is its one address.
    /// </summary>
    public SpecMap WithLinks(SpecMap root)
    {
        var linked = new HashSet<string>(_schemas.Keys.Where(name => Has(name, "link")));
        var guessed = linked.Count > 0 ? [] : new HashSet<string>(Owners().Where(HasOneAddress));
        linked.UnionWith(guessed);
        linked.UnionWith(_schemas.Keys.Where(name => VariantsOf(_schemas[name].Value).Any(linked.Contains)).ToList());
        while (_schemas.Keys.FirstOrDefault(name => !linked.Contains(name) && !Has(name, "id")
            && PropertiesOf(_schemas[name].Value).Any(property => LeadsTo(property.Value, linked))) is { } owner)
            linked.Add(owner);

        return root.Change("components", components => ((SpecMap)components).Change("schemas", schemas => schemas.Values(schema =>
            schema.Value is SpecMap map ? Marked(map, guessed.Contains(schema.Key.Text), linked) : schema.Value)));
    }

    private static SpecMap Marked(SpecMap schema, bool isGuessed, HashSet<string> linked)
    {
        var hasLink = isGuessed || RolesIn(schema).Exists(field => field.Role is "link" or "output");
        return schema.Change("properties", properties => properties.Values(property =>
            property.Value is not SpecMap value ? property.Value
            : isGuessed && IsAddress(value) ? value.With(JobMarks.Key, SpecEdits.Text("link", value.Span))
            : !hasLink && LeadsTo(value, linked) ? Leading(value)
            : value));

        // A reference with something beside it is a reference in allOf.
        static SpecMap Leading(SpecMap value) => value["$ref"] is null
            ? value.With(Leads, SpecEdits.Truth(value.Span))
            : SpecEdits.Map(
                value.Span,
                SpecEdits.Entry(Leads, SpecEdits.Truth(value.Span)),
                SpecEdits.Entry("allOf", new SpecList([value.Only(entry => entry.Key.Text == "$ref")], value.Span)));
    }

    private static bool LeadsTo(SpecNode property, HashSet<string> linked) =>
        (ComponentOf(property) ?? ((property as SpecMap)?["items"] is { } items ? ComponentOf(items) : null)) is { } name
        && linked.Contains(name);

    /// <summary>The components that a field with the role <c>output</c> has, with the variants of unions.</summary>
    private IEnumerable<string> Owners() =>
        from field in _roles.Values.SelectMany(roles => roles)
        where field.Role == "output" && field.Property is not null
        let owner = ComponentOf(field.Property!) ?? ((field.Property as SpecMap)?["items"] is { } items ? ComponentOf(items) : null)
        where owner is not null && _schemas.ContainsKey(owner)
        from name in VariantsOf(_schemas[owner].Value).Append(owner)
        select name;

    private bool HasOneAddress(string component) =>
        PropertiesOf(_schemas[component].Value).Count(property => IsAddress(property.Value)) == 1;

    private IEnumerable<string> VariantsOf(SpecNode schema) => (schema as SpecMap)?[UnionTable.Property] is null
        ? []
        : _schemas.Where(entry => (entry.Value.Value as SpecMap)?.TextOf(UnionTable.Base) is { } union
            && _schemas.TryGetValue(union, out var found) && found.Value == schema).Select(entry => entry.Key);

    private void Check(FieldRole field, string component, bool isRequest, bool knowsRequest)
    {
        if (field.Property is null)
            Report(field.Mark, $"'{component}' has no field '{field.Name}', which {JobMarks.Key} names");
        else if (!Types.TryGetValue(field.Role, out var types))
            return;
        else if (types.Length > 0 && TypeOf(field.Property) is var type && !types.Contains(type))
            Report(field.Mark, $"The role '{field.Role}' ({JobMarks.Key}) needs a field of the type {string.Join(" or ", types)}, "
                + $"but '{field.Name}' is {type ?? "any JSON value"}");
        else if (knowsRequest && isRequest != OfRequest.Contains(field.Role))
            Report(field.Mark, $"The role '{field.Role}' ({JobMarks.Key}) belongs to a {(isRequest ? "response" : "submission")}, "
                + $"but '{component}' is {(isRequest ? "the submission" : "a response")}");
    }

    /// <summary>The type of a value; null when it may be any.</summary>
    private string? TypeOf(SpecNode property) => ComponentOf(property) is { } name
        ? _schemas.TryGetValue(name, out var component) && component.Value is SpecMap map && map["enum"] is not null ? "string" : "object"
        : (property as SpecMap)?.TextOf("type");

    private static List<FieldRole> RolesIn(SpecNode schema)
    {
        var roles = new List<FieldRole>();
        foreach (var property in PropertiesOf(schema))
        {
            if (property.Value is SpecMap map && map[JobMarks.Key] is SpecScalar mark)
                roles.Add(new FieldRole(mark.Text, property.Key.Text, mark.Span, property.Value));
        }

        if ((schema as SpecMap)?[JobMarks.Key] is SpecScalar pairs)
        {
            foreach (var pair in pairs.Text.Split([' '], StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')))
            {
                var property = ((SpecMap)schema)["properties"] is SpecMap properties && pair.Length == 2 ? properties[pair[1]] : null;
                if (pair.Length == 2)
                    roles.Add(new FieldRole(pair[0], pair[1], pairs.Span, property));
            }
        }

        return roles;
    }

    private static IReadOnlyList<SpecEntry> PropertiesOf(SpecNode schema) => ((schema as SpecMap)?["properties"] as SpecMap)?.Entries ?? [];

    private static bool IsAddress(SpecNode property) => property is SpecMap map && map.TextOf("format") == "uri";

    private void Report(SpecScalar place, string message) => Report(place.Span, message);

    private void Report(SpecSpan place, string message) => _problems.Add(ProblemRules.MisplacedMark, place, message);

    private sealed record FieldRole(string Role, string Name, SpecSpan Mark, SpecNode? Property);
}
