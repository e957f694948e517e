namespace SeedanceGen.Rules.Schema;

/// <summary>Says in words what a schema accepts. A rule between fields names the fields that it is about.</summary>
internal static class SchemaDescription
{
    /// <summary>Schemas may refer to themselves: deeper parts are left out.</summary>
    private const int DeepestLevel = 4;

    /// <summary>What a value is, in words that complete "… accepts": <c>a number from 0 to 15 seconds</c>.</summary>
    public static string Of(JsonSchema schema)
    {
        var noun = Noun(schema);
        if (TypeOf(schema) == "object")
            return Rules<ObjectRule>(schema).FirstOrDefault(fields => fields.Limits.LimitsCount) is { } counted ? Entries(counted) : noun!;
        var limits = Parts(schema, " ", 0);
        if (limits.Count == 0)
            return noun ?? "any value";
        var words = string.Join(" and ", limits);
        if (TypeOf(schema) is not ("number" or "integer") || Rules<EnumRule>(schema).Any())
            return words;
        return limits.Count == 1 && IsOnlyRange(schema) ? $"{noun} from {words}" : $"{noun}, {words}";
    }

    /// <summary>A condition as a clause: <c>'resolution' is 1080p</c>.</summary>
    public static string Met(JsonSchema schema) => Join(Parts(schema, " is ", 0), " and ") ?? "it is " + Of(schema);

    /// <summary>The opposite of a schema.</summary>
    public static string Not(JsonSchema schema)
    {
        if (schema.Rules.Count == 1 && schema.Rules[0] is BranchRule { Keyword: BranchRule.AnyOf } branches)
            return "neither " + string.Join(" nor ", branches.Branches.Select(branch => Said(branch, " ", 0)));
        return Join(Parts(schema, " ", 0), " and ") is { } words ? "not " + words : Noun(schema) is { } noun ? "not " + noun : "nothing";
    }

    /// <summary>What branches accept together.</summary>
    public static string Of(BranchRule rule) => Branches(rule, " ", 0);

    private static string Branches(BranchRule rule, string verb, int level)
    {
        var isOne = rule.Keyword == BranchRule.OneOf;
        var fields = rule.Branches.Select(OnlyField).ToList();
        if (fields.TrueForAll(field => field is not null))
            return (isOne ? "exactly one of " : "at least one of ") + string.Join(", ", fields.Select(field => $"'{field}'"));
        var said = rule.Branches.Select(branch => Said(branch, verb, level)).ToList();
        return isOne ? "exactly one of these: " + string.Join("; ", said) : "either " + string.Join(", or ", said);
    }

    /// <summary>The field that a schema requires when it says nothing else.</summary>
    private static string? OnlyField(JsonSchema schema) =>
        schema.Rules.Count == 1
        && schema.Rules[0] is ObjectRule { Required.Count: 1, Properties.Count: 0, AllowsAdditional: true, Additional: null } fields
            ? fields.Required[0]
            : null;

    private static string Said(JsonSchema schema, string verb, int level) =>
        Join(Parts(schema, verb, level), " and ") ?? Noun(schema) ?? "any value";

    private static List<string> Parts(JsonSchema schema, string verb, int level)
    {
        List<string> parts = [];
        if (level > DeepestLevel)
            return parts;
        foreach (var rule in schema.Rules)
        {
            switch (rule)
            {
                case EnumRule values:
                    parts.Add(values.Accepted);
                    break;
                case LimitRule { Accepted: { } limits }:
                    parts.Add(limits);
                    break;
                case ArrayRule { Limits.LimitsCount: true } list:
                    parts.Add(RuleDescription.OfCount(list.Limits, "value", "values"));
                    break;
                case ObjectRule fields:
                    parts.AddRange(Fields(fields, verb, level));
                    break;
                case AllOfRule all:
                    parts.AddRange(all.Schemas.SelectMany(part => Parts(part, verb, level + 1)));
                    break;
                case BranchRule branches:
                    parts.Add(Branches(branches, verb, level + 1));
                    break;
                case NotRule not:
                    parts.Add(not.Accepted);
                    break;
                case UnionRule union:
                    parts.Add(union.Accepted);
                    break;
                case IfRule condition when level == 0:
                    parts.Add(condition.Accepted);
                    break;
            }
        }

        return [.. parts.Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Fields(ObjectRule fields, string verb, int level)
    {
        var names = fields.Properties.Keys
            .Where(name => fields.Required.Contains(name) || Parts(fields.Properties[name], verb, level + 1).Count > 0)
            .Concat(fields.Required.Where(name => !fields.Properties.ContainsKey(name))).ToList();
        if (names.Count > 0)
            yield return Join([.. names.Select(name => Field(name, fields, verb, level))], " and ", " together with ")!;
        if (fields.Limits.LimitsCount)
            yield return Entries(fields);
    }

    private static string Entries(ObjectRule fields) => RuleDescription.OfCount(fields.Limits, "entry", "entries");

    private static string Field(string name, ObjectRule fields, string verb, int level)
    {
        if (!fields.Properties.TryGetValue(name, out var schema) || Join(Parts(schema, verb, level + 1), " and ") is not { } words)
            return verb == " " ? $"'{name}'" : $"'{name}' is set";
        return schema.ObjectRules().Any() ? $"'{name}' with {words}" : $"'{name}'{verb}{words}";
    }

    private static bool IsOnlyRange(JsonSchema schema) =>
        Rules<LimitRule>(schema).ToList() is { Count: 1 } limits && limits.TrueForAll(limit => limit.IsRange);

    private static string? Join(List<string> parts, string separator, string? first = null) => parts.Count switch
    {
        0 => null,
        1 => parts[0],
        _ => parts[0] + (first ?? separator) + string.Join(separator, parts.Skip(1)),
    };

    private static string? Noun(JsonSchema schema) => TypeOf(schema) switch
    {
        "integer" => "a whole number",
        "number" => "a number",
        "string" => "a text",
        "boolean" => "true or false",
        "array" => "a list",
        "object" => "a JSON object",
        "null" => "null",
        _ => null,
    };

    private static string? TypeOf(JsonSchema schema) =>
        schema.Type ?? schema.Rules.OfType<AllOfRule>().SelectMany(all => all.Schemas).Select(TypeOf)
            .FirstOrDefault(type => type is not null);

    private static IEnumerable<T> Rules<T>(JsonSchema schema)
        where T : SchemaRule => schema.Rules.OfType<T>()
            .Concat(schema.Rules.OfType<AllOfRule>().SelectMany(all => all.Schemas).SelectMany(Rules<T>));
}
