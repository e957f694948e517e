using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Normal;
using SeedanceGen.Generator.Yaml;
using SeedanceGen.Words;

namespace SeedanceGen.Generator.Checking;

/// <summary>Checks that each extension of ours stands where it means something, with a value that it can have.</summary>
internal sealed class MarkChecker(SpecMap root, ProblemList problems)
{
    private const string Charges = "x-charges-credits";
    private const string Idempotency = "x-idempotency-key";
    private const string Paging = "x-pagination";
    private const string Terminal = "x-terminal";
    private const string Unit = "x-unit";
    private const string Files = "x-file-extensions";
    private const string Price = "x-affects-price";

    /// <summary>The length of a key that the client makes: a GUID.</summary>
    private const int OwnKeyLength = 36;

    /// <summary>The deepest level of parts that is followed, because parts may refer to themselves.</summary>
    private const int DeepestPart = 8;

    private readonly ReferenceResolver _references = new(root, new ProblemList(string.Empty));

    /// <summary>The schemas that are fields of an object.</summary>
    private readonly HashSet<SpecNode> _fields = [];

    /// <summary>The operations that the service calls.</summary>
    private readonly HashSet<SpecNode> _received = [];

    /// <summary>Notes what stands in an object, before its parts are checked.</summary>
    public void Note(SpecMap map, string kind)
    {
        if (kind is Grammar.Schema or Grammar.Rule)
            _fields.UnionWith((map["properties"] as SpecMap)?.Entries.Select(entry => entry.Value) ?? []);
        else if (kind == "Callback")
            _received.UnionWith(OperationsIn(map));
        else if (kind == "Root" && map["webhooks"] is SpecMap webhooks)
            _received.UnionWith(OperationsIn(webhooks));
    }

    /// <summary>Checks the extensions of one object.</summary>
    public void Check(SpecMap map, string kind)
    {
        if (kind is Grammar.Schema or Grammar.Rule)
            Schema(map);
        else if (kind == "Operation")
            Operation(map);
        else if (kind == "Parameter" && map.IsTrue(Idempotency) && map.TextOf("in") != "header")
            Report(map[Idempotency]!, $"{Idempotency} stands at a header, but '{map.TextOf("name")}' is in '{map.TextOf("in")}'");
    }

    private void Schema(SpecMap map)
    {
        if (map[JobMarks.Key] is SpecScalar role)
            Role(map, role);
        if (map[Unit] is SpecScalar unit)
            UnitOf(map, unit);
        if (map[Files] is SpecList extensions)
            FilesOf(map, extensions);
        if (map.IsTrue(Price) && !FieldsOfBodies().Contains(map))
        {
            Report(
                map.Find(Price)!.Key,
                $"{Price} stands at a field of the body of an operation, and not deeper: prices are compared by those fields");
        }

        if (map["enum"] is not null || map["const"] is not null || map["oneOf"] is not null)
            Deprecated(map);
        else if (map.Entries.FirstOrDefault(IsOfEnumeration) is { } mark)
            Report(mark.Key, $"{mark.Key.Text} stands at an enumeration, and here is no 'enum'");
    }

    private static bool IsOfEnumeration(SpecEntry entry) =>
        entry.Key.Text is EnumerationNames.Names or EnumerationNames.Deprecated or Terminal;

    private void Role(SpecMap map, SpecScalar role)
    {
        var isPairs = role.Text.IndexOf('=') >= 0;
        var isObject = map["properties"] is not null || map["allOf"] is not null || map["oneOf"] is not null || map["anyOf"] is not null;
        if (isPairs ? !isObject : !_fields.Contains(map))
        {
            Report(
                role,
                $"{JobMarks.Key} names the role of a field: it stands at a field, or, as 'id=requestId', at the object that has the field");
            return;
        }

        foreach (var word in isPairs ? role.Text.Split([' '], StringSplitOptions.RemoveEmptyEntries) : [role.Text])
        {
            var name = word.Split('=')[0];
            if (isPairs && (word.Split('=').Length != 2 || word.Split('=').Any(part => part.Length == 0)))
                Report(role, $"{JobMarks.Key} at an object is pairs such as 'id=requestId', and not '{word}'");
            else if (!SchemaRoles.All.Contains(name))
            {
                Report(
                    role,
                    $"{JobMarks.Key} must be one of {string.Join(", ", SchemaRoles.All)}, but it is '{name}'"
                        + Nearest.Hint(name, SchemaRoles.All));
            }
        }
    }

    private void UnitOf(SpecMap map, SpecScalar unit)
    {
        var types = ((map["type"] as SpecList)?.Items ?? (map["type"] is { } type ? [type] : [])).OfType<SpecScalar>().ToList();
        if (!unit.IsText || unit.Text.Trim().Length == 0)
            Report(unit, $"{Unit} must be a word such as 'seconds', but it is {unit.Description}");
        else if (types.Exists(type => type.Text is "string" or "boolean" or "array" or "object")
            && !types.Exists(type => type.Text is "integer" or "number"))
            Report(map.Find(Unit)!.Key, $"{Unit} stands at a number, but this is of the type '{types[0].Text}'");
    }

    private void FilesOf(SpecMap map, SpecList extensions)
    {
        if (map["type"] is SpecScalar { Text: not ("string" or "array") } type)
            Report(map.Find(Files)!.Key, $"{Files} stands at an address or a list of addresses, but this is of the type '{type.Text}'");
        foreach (var item in extensions.Items.OfType<SpecScalar>().Where(item => item.Text.Length < 2 || item.Text[0] != '.'))
            Report(item, $"{Files} has extensions such as '.png', and not {item.Description}");
    }

    private void Deprecated(SpecMap map)
    {
        if (map[EnumerationNames.Deprecated] is not { } old)
            return;
        var known = ((map["enum"] as SpecList)?.Items ?? []).OfType<SpecScalar>().Select(value => value.Text).ToList();
        if (old is SpecScalar || old.Items.Any(item => item is not SpecScalar))
        {
            Report(
                old,
                $"{EnumerationNames.Deprecated} must be a list of values, or a mapping from value to words, but it is {old.Description}");
        }

        foreach (var entry in old.Entries)
        {
            if (entry.Value is not SpecScalar)
                Report(entry.Value, $"{EnumerationNames.Deprecated}: the words for '{entry.Key.Text}' must be a text");
            else if (known.Count > 0 && !known.Contains(entry.Key.Text))
            {
                var hint = Nearest.Hint(entry.Key.Text, known);
                Report(entry.Key, $"{EnumerationNames.Deprecated}: '{entry.Key.Text}' is no value of the enumeration{hint}");
            }
        }
    }

    private void Operation(SpecMap map)
    {
        var keys = ((map["parameters"] as SpecList)?.Items ?? []).Select(_references.Follow).OfType<SpecMap>()
            .Where(parameter => parameter.IsTrue(Idempotency)).ToList();
        if (_received.Contains(map))
        {
            foreach (var mark in map.Entries.Select(entry => entry.Key).Where(key => key.Text is Charges or Paging or JobMarks.Key)
                .Concat(keys.Select(key => key.Find(Idempotency)!.Key)))
                Report(mark, $"{mark.Text} stands at an operation that the client calls, but this one the service calls");
        }

        foreach (var key in keys)
        {
            if ((_references.Follow(key["schema"] ?? key) as SpecMap)?["maxLength"] is SpecScalar most
                && most.TryGetNumber(out var length) && length < OwnKeyLength)
                Report(most, $"The client makes keys of {OwnKeyLength} characters, so '{key.TextOf("name")}' has to accept as many");
        }

        foreach (var twice in keys.Skip(1))
            Report(twice[Idempotency]!, $"An operation has one idempotency key, and '{keys[0].TextOf("name")}' is it already");
    }

    private IEnumerable<SpecNode> FieldsOfBodies() =>
        from operation in (root["paths"] is SpecMap paths ? OperationsIn(paths) : Enumerable.Empty<SpecNode>()).OfType<SpecMap>()
        where operation["requestBody"] is not null
        from content in ((_references.Follow(operation["requestBody"]!) as SpecMap)?["content"] as SpecMap)?.Entries ?? []
        let schema = (content.Value as SpecMap)?["schema"]
        where schema is not null
        from field in FieldsOf(schema, 0)
        select field;

    /// <summary>The fields of an object, also those of the parts that it is joined from.</summary>
    private IEnumerable<SpecNode> FieldsOf(SpecNode schema, int level)
    {
        if (level > DeepestPart || _references.Follow(schema) is not SpecMap map)
            return [];
        var own = (map["properties"] as SpecMap)?.Entries.Select(entry => entry.Value) ?? [];
        var parts = (map["allOf"] as SpecList)?.Items ?? [];
        return own.Concat(parts.SelectMany(part => FieldsOf(part, level + 1)));
    }

    private IEnumerable<SpecNode> OperationsIn(SpecMap paths) =>
        from path in paths.Entries
        from entry in (_references.Follow(path.Value) as SpecMap)?.Entries ?? []
        where Grammar.IsMethod(entry.Key.Text)
        select entry.Value;

    private void Report(SpecNode place, string message) => problems.Add(ProblemRules.MisplacedMark, place.Span, message);
}
