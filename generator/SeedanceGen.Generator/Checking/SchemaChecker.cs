using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Yaml;
using SeedanceGen.Rules;
using SeedanceGen.Words;

namespace SeedanceGen.Generator.Checking;

/// <summary>
/// Checks what the keywords of one schema say together: limits and formats fit the type, values and names are there once.
/// </summary>
internal sealed class SchemaChecker(SpecMap root, ScalarReader scalars, ProblemList problems)
{
    private static readonly string[] Types = ["string", "integer", "number", "boolean", "array", "object"];

    private static readonly Dictionary<string, (string[] Types, string Words)> Limits = Fitting();

    private static readonly Dictionary<string, string[]> Formats = new(StringComparer.Ordinal)
    {
        ["string"] =
        [
            "date-time", "date", "time", "duration", "uuid", "guid", "uri", "uri-reference", "uri-template", "iri", "iri-reference",
            "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6", "byte", "binary", "password", "regex", "json-pointer",
            "relative-json-pointer", "html", "base64url",
        ],
        ["integer"] = ["int32", "int64"],
        ["number"] = ["double", "float", "decimal"],
    };

    private readonly bool _isNewer = root.TextOf("openapi")?.StartsWith("3.0", StringComparison.Ordinal) != true;

    public void Check(string name, SpecMap map, bool isRule)
    {
        if (!_isNewer && map["$ref"] is not null && Beside(map))
            return;
        if (ReadTypes(map) is not { } types)
            return;
        if (map["format"] is SpecScalar format && types.Count == 1)
            Format(format, types[0]);
        if (types.Count > 0)
            FindMisplaced(name, map, types);
        if (map.Find("enum") is { } values)
            Values(values, types, map);
        Contradiction(name, map);
        if (map["pattern"] is { } pattern && scalars.Text("pattern", pattern) is { } source
            && RulePattern.ReasonAgainst(source) is { } reason)
            problems.Add(ProblemRules.UnusablePattern, pattern.Span, source, reason);
        if (map["multipleOf"] is SpecScalar step && step.TryGetNumber(out var number) && number <= 0)
            Wrong("multipleOf", step, "greater than 0");
        if (map["discriminator"] is SpecMap discriminator)
            Mapping(discriminator);
        if (map["properties"] is SpecMap properties && !isRule)
            Properties(name, map, properties);
    }

    private static Dictionary<string, (string[] Types, string Words)> Fitting()
    {
        var limits = new Dictionary<string, (string[], string)>(StringComparer.Ordinal);
        Add(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"], ["number", "integer"], "a number");
        Add(["minLength", "maxLength", "pattern"], ["string"], "a text");
        Add(["minItems", "maxItems", "uniqueItems", "items", "prefixItems", "contains", "unevaluatedItems"], ["array"], "a list");
        Add(["minProperties", "maxProperties", "properties", "additionalProperties", "required"], ["object"], "an object");
        return limits;

        void Add(string[] keywords, string[] types, string words)
        {
            foreach (var keyword in keywords)
                limits.Add(keyword, (types, words));
        }
    }

    /// <summary>Beside a reference OpenAPI 3.0 ignores everything, so a limit there would be lost.</summary>
    private bool Beside(SpecMap map)
    {
        var lost = map.Entries.Where(entry =>
            entry.Key.Text is not ("$ref" or "description" or "summary" or "title" or "example" or "deprecated")
            && !entry.Key.Text.StartsWith("x-", StringComparison.Ordinal)).ToList();
        foreach (var entry in lost)
            problems.Add(ProblemRules.UnknownKeyword, entry.Key.Span, entry.Key.Text + " beside $ref (write the reference into allOf)");
        return lost.Count > 0;
    }

    /// <summary>The types without null; null when one is unknown, which is then reported.</summary>
    private List<string>? ReadTypes(SpecMap map)
    {
        if (map["type"] is not { } node)
            return [];
        if (node is SpecList && !_isNewer)
        {
            Wrong("type", node, "one word; for null OpenAPI 3.0 has 'nullable'");
            return null;
        }

        var types = new List<string>();
        foreach (var type in (node as SpecList)?.Items ?? [node])
        {
            var word = (type as SpecScalar)?.Text ?? string.Empty;
            if (type is SpecScalar { Text: "null" } && _isNewer)
                continue;
            if (!Types.Contains(word))
            {
                Wrong("type", type, "one of " + string.Join(", ", Types) + Nearest.Hint(word, Types));
                return null;
            }

            types.Add(word);
        }

        return types;
    }

    private void Format(SpecScalar format, string type)
    {
        var known = Formats.TryGetValue(type, out var formats) ? formats : [];
        if (!known.Contains(format.Text))
            problems.Add(ProblemRules.MisplacedFormat, format.Span, format.Text, $"'{type}'" + Nearest.Hint(format.Text, known));
    }

    private void FindMisplaced(string name, SpecMap map, List<string> types)
    {
        foreach (var entry in map.Entries)
        {
            if (Limits.TryGetValue(entry.Key.Text, out var limit) && !types.Exists(type => limit.Types.Contains(type)))
                problems.Add(
                    ProblemRules.MisplacedLimit, entry.Key.Span, entry.Key.Text, limit.Words, name, $"of the type '{types[0]}'");
        }
    }

    private void Values(SpecEntry entry, List<string> types, SpecMap map)
    {
        if (entry.Value is not SpecList { Items.Count: > 0 } values)
        {
            Wrong("enum", entry.Value, "a list with at least one value");
            return;
        }

        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values.Items)
        {
            var before = problems.Count;
            if (types.Count == 1 && value is not SpecScalar { IsNull: true })
                Fits(value, types[0]);
            if (problems.Count == before && value is SpecScalar scalar && !known.Add(scalar.Text))
                problems.Add(ProblemRules.WrongValue, scalar.Span, scalar.Text, "listed once", "there twice");
        }

        foreach (var keyword in (string[])["x-terminal", "x-deprecated-values"])
        {
            foreach (var value in (map[keyword] as SpecList)?.Items ?? [])
            {
                if (value is SpecScalar scalar && !known.Contains(scalar.Text))
                    Wrong(keyword, scalar, "a list of values of the enumeration" + Nearest.Hint(scalar.Text, known));
            }
        }

        if (map["x-enumNames"] is SpecList names && names.Items.Count != values.Items.Count)
            Wrong("x-enumNames", names, $"a list of {values.Items.Count} names, one for each value");
    }

    private void Fits(SpecNode value, string type)
    {
        switch (type)
        {
            case "string":
                scalars.Text("enum", value);
                break;
            case "integer" or "number":
                scalars.Number("enum", value, type == "integer");
                break;
            case "boolean":
                scalars.TruthValue("enum", value);
                break;
        }
    }

    private void Contradiction(string name, SpecMap map)
    {
        foreach (var (least, most) in ((string, string)[])[("minimum", "maximum"), ("minLength", "maxLength"), ("minItems", "maxItems"),
            ("minProperties", "maxProperties")])
        {
            if (map[least] is SpecScalar low && map[most] is SpecScalar high
                && low.TryGetNumber(out var from) && high.TryGetNumber(out var to) && from > to)
                problems.Add(ProblemRules.NothingAccepted, high.Span, name, $"'{most}' contradicts the other limits");
        }
    }

    private void Mapping(SpecMap discriminator)
    {
        var known = ReferenceResolver.SchemasOf(root)?.Entries.Select(entry => entry.Key.Text).ToList() ?? [];
        foreach (var entry in (discriminator["mapping"] as SpecMap)?.Entries ?? [])
        {
            if (entry.Value is not SpecScalar target)
                continue;
            var name = ReferenceResolver.ComponentName(target.Text) ?? target.Text;
            if (!known.Contains(name))
                problems.Add(
                    ProblemRules.BrokenReference, target.Span, target.Text, "there is nothing at that place" + Nearest.Hint(name, known));
        }
    }

    private void Properties(string owner, SpecMap map, SpecMap properties)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in properties.Entries)
        {
            var field = entry.Key.Text;
            var name = CSharpNames.Pascal(field);
            var reason = !CSharpNames.IsPropertyName(field) ? CSharpNames.Allowed
                : CSharpNames.IsTakenInRecord(name) || name == CSharpNames.Pascal(owner) ? $"the record has a member '{name}' of its own"
                : names.TryGetValue(name, out var other) ? CSharpNames.SameName(other, name)
                : null;
            if (reason is not null)
                problems.Add(ProblemRules.UnusableName, entry.Key.Span, field, reason);
            else
                names.Add(name, field);
        }

        var isClosed = map.Entries.All(entry => entry.Key.Text is not ("allOf" or "oneOf" or "anyOf" or "additionalProperties"));
        foreach (var field in (map["required"] as SpecList)?.Items ?? [])
        {
            if (isClosed && field is SpecScalar scalar && properties[scalar.Text] is null)
                problems.Add(ProblemRules.UnknownProperty, scalar.Span, scalar.Text);
        }
    }

    private void Wrong(string name, SpecNode node, string expected) =>
        problems.Add(ProblemRules.WrongValue, node.Span, name, expected, node.Description);
}
