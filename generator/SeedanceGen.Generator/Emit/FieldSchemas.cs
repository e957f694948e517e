using SeedanceGen.Generator.Model;
using SeedanceGen.Rules;

namespace SeedanceGen.Generator.Emit;

/// <summary>
/// The rules of every field, as the constants that hold them: each is written once, as JSON Schema, and named by its property, or by
/// variant and property where a variant narrows it. Those of an object inside the request are named by its type and property.
/// </summary>
internal sealed class FieldSchemas
{
    private readonly Dictionary<(string Property, bool IsRequired, Limits Limits), string> _names = [];
    private readonly HashSet<string> _taken;
    private readonly List<(string Name, PropertyModel Property, bool IsRequired, string Schema)> _all = [];
    private readonly RequestModel _request;

    public FieldSchemas(RequestModel request)
        : this(request, [request.SchemasName, .. CSharpNames.MembersOfEachType])
    {
        foreach (var property in request.Properties)
            Add(property.Name, property, property.IsRequired, property.Limits);
        foreach (var variant in request.Variants)
        {
            foreach (var change in variant.Overrides)
            {
                var property = request.Properties[change.Property];
                Add(variant.Member + property.Name, property, change.IsRequired, change.Limits);
            }
        }

        foreach (var type in request.Nested)
        {
            var own = new FieldSchemas(request, _taken);
            foreach (var property in type.Properties)
                own.Add(type.TypeName + property.Name, property, property.IsRequired, property.Limits);
            Nested.Add(type.Component, own);
        }
    }

    private FieldSchemas(RequestModel request, HashSet<string> taken) => (_request, _taken) = (request, taken);

    /// <summary>The rules of the objects inside the request, by their component.</summary>
    public Dictionary<string, FieldSchemas> Nested { get; } = new(StringComparer.Ordinal);

    /// <summary>Every constant, in the order of the YAML.</summary>
    public IReadOnlyList<(string Name, PropertyModel Property, bool IsRequired, string Schema)> All => _all;

    /// <summary>The rules of a field, without a description, as the core reads them.</summary>
    public static RuleNode RulesOf(PropertyModel property, Limits limits) => RuleSchema.Read(Schema(property, limits, [], []));

    /// <summary>The rules of a field for user interfaces and for validation.</summary>
    public string FieldOf(PropertyModel property, bool isRequired, Limits limits) =>
        $"global::SeedanceGen.{_request.FieldsName}.{_names[(property.Name, isRequired, limits)]}";

    /// <summary>The attribute of a parameter that sets the field.</summary>
    public string AttributeOf(PropertyModel property, bool isRequired, Limits limits) =>
        $"[global::SeedanceGen.Rules.FieldRules({Literals.Text(property.Name)}, {Literals.Text(property.Field)}, "
        + $"global::SeedanceGen.{_request.SchemasName}.{_names[(property.Name, isRequired, limits)]})]";

    private void Add(string name, PropertyModel property, bool isRequired, Limits limits)
    {
        if (_names.ContainsKey((property.Name, isRequired, limits)))
            return;
        var free = name;
        for (var number = 2; !_taken.Add(free); number++)
            free = name + Literals.Plain(number);
        _names.Add((property.Name, isRequired, limits), free);
        _all.Add((free, property, isRequired, Schema(property, limits)));
    }

    private static string Schema(PropertyModel property, Limits limits)
    {
        var rules = RulesOf(property, limits);
        return Schema(
            property, limits,
            [Member("description", Literals.Text(FieldRuleDescription.Of(property, rules)))],
            [Member("description", Literals.Text(FieldRuleDescription.OfValue(property, rules.Items ?? rules)))]);
    }

    private static string Schema(PropertyModel property, Limits limits, List<string> members, List<string> membersOfItems)
    {
        switch (property.Type.Kind)
        {
            case ValueKind.List:
                members.Add(Member("type", "\"array\""));
                members.AddRange(Counts(limits, "Items"));
                members.Add(Member("items", Value(property, limits, membersOfItems)));
                return Object(members);
            case ValueKind.Map:
                members.Add(Member("type", "\"object\""));
                members.AddRange(Counts(limits, "Properties"));
                return Object(members);
            default:
                return Value(property, limits, members);
        }
    }

    private static string Value(PropertyModel property, Limits limits, List<string> members)
    {
        if (property.Type.ValueKind.SchemaType() is { } type)
            members.Add(Member("type", $"\"{type}\""));
        if (property.Type.ValueKind == ValueKind.Link)
            members.Add(Member("format", "\"uri\""));
        if (property.Unit is { } unit)
            members.Add(Member("x-unit", Literals.Text(unit)));
        members.AddRange(Numbers(limits));
        members.AddRange(Texts(property.Type, limits));
        List<string> parts = [.. limits.Divisors.Select(divisor => Member("multipleOf", Literals.Plain(divisor)))];
        parts.AddRange(limits.Patterns.Select(pattern => Member("pattern", Literals.Text(pattern))));
        if (parts.Count == 1)
            members.Add(parts[0]);
        else if (parts.Count > 1)
            members.Add(Member("allOf", $"[{string.Join(",", parts.Select(part => Object([part])))}]"));
        return Object(members);
    }

    private static IEnumerable<string> Numbers(Limits limits)
    {
        if (limits.Numbers.Count > 0)
            yield return Member("enum", $"[{string.Join(",", limits.Numbers.Select(Literals.Plain))}]");
        if (limits.Minimum is { } minimum)
            yield return Member("minimum", Literals.Plain(minimum));
        if (limits.ExclusiveMinimum)
            yield return Member("exclusiveMinimum", "true");
        if (limits.Maximum is { } maximum)
            yield return Member("maximum", Literals.Plain(maximum));
        if (limits.ExclusiveMaximum)
            yield return Member("exclusiveMaximum", "true");
    }

    private static IEnumerable<string> Texts(TypeModel type, Limits limits)
    {
        if (limits.Texts.Count > 0)
        {
            var texts = limits.Texts.Select(text => type.ValueKind == ValueKind.Flag ? text : Literals.Text(text));
            yield return Member("enum", $"[{string.Join(",", texts)}]");
        }

        if (limits.Texts.Count > 0 && type.Members.Count > 0)
        {
            var members = type.Members.ToDictionary(member => member.Value, member => member.Member);
            var names = limits.Texts.Select(text => Literals.Text(members.TryGetValue(text, out var name) ? name : string.Empty));
            yield return Member("x-enumNames", $"[{string.Join(",", names)}]");
        }

        if (limits.MinimumLength is { } shortest)
            yield return Member("minLength", Literals.Plain(shortest));
        if (limits.MaximumLength is { } longest)
            yield return Member("maxLength", Literals.Plain(longest));
    }

    private static IEnumerable<string> Counts(Limits limits, string what)
    {
        if (limits.MinimumCount is { } fewest)
            yield return Member("min" + what, Literals.Plain(fewest));
        if (limits.MaximumCount is { } most)
            yield return Member("max" + what, Literals.Plain(most));
        if (limits.UniqueItems)
            yield return Member("uniqueItems", "true");
    }

    private static string Member(string name, string value) => $"\"{name}\":{value}";

    private static string Object(IEnumerable<string> members) => "{" + string.Join(",", members) + "}";
}
