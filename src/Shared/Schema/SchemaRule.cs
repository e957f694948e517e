using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SeedanceGen.Rules.Schema;

/// <summary>One keyword of a schema, or several that belong together. A value of another type than a rule is about passes it.</summary>
internal abstract class SchemaRule
{
    public abstract void Validate(JsonElement value, SchemaRun run);
}

/// <summary><c>enum</c>.</summary>
internal sealed class EnumRule : SchemaRule
{
    public const string Keyword = "enum";

    private readonly JsonElement[] _values;
    private readonly RuleNode _limits;
    private readonly bool _hasNumbers;
    private readonly bool _hasTexts;

    public EnumRule(IEnumerable<JsonElement> values, RuleNode limits)
    {
        _values = [.. values];
        _limits = limits;
        _hasNumbers = Array.Exists(_values, value => value.ValueKind == JsonValueKind.Number);
        _hasTexts = Array.Exists(_values, value => value.ValueKind == JsonValueKind.String);
        Expected = _values.Length == 1 ? ActualValue.Of(_values[0]) : "one of " + string.Join(", ", _values.Select(ActualValue.Of));
    }

    public string Expected { get; }

    public override void Validate(JsonElement value, SchemaRun run)
    {
        if (!Accepts(value))
            run.Report(Keyword, Expected, value);
    }

    private bool Accepts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => _hasNumbers && _limits.BrokenBy(LimitRule.NumberOf(value)) == RuleKeywords.None,
        JsonValueKind.String => _hasTexts && _limits.BrokenBy(RuleValue.Of(value.GetString()!)) == RuleKeywords.None,
        _ => Array.Exists(_values, known => known.ValueKind == value.ValueKind
            && JsonNode.DeepEquals(JsonNode.Parse(known.GetRawText()), JsonNode.Parse(value.GetRawText()))),
    };
}

/// <summary><c>allOf</c>, and <c>$ref</c>, which is an <c>allOf</c> of one.</summary>
internal sealed class AllOfRule(JsonSchema[] schemas) : SchemaRule
{
    public IReadOnlyList<JsonSchema> Schemas => schemas;

    public override void Validate(JsonElement value, SchemaRun run)
    {
        foreach (var schema in schemas)
            schema.Validate(value, run);
    }
}

/// <summary><c>not</c>.</summary>
internal sealed class NotRule(JsonSchema schema) : SchemaRule
{
    public override void Validate(JsonElement value, SchemaRun run)
    {
        if (run.Fits(schema, value))
            run.Report("not", "anything else", value);
    }
}

/// <summary>
/// <c>oneOf</c> and <c>anyOf</c>. Where an enumeration decides which branch is meant, as the model does, the violations of that branch are
/// reported, and not that no branch fits.
/// </summary>
internal sealed class BranchRule : SchemaRule
{
    public const string OneOf = "oneOf";
    public const string AnyOf = "anyOf";

    private readonly string _keyword;
    private readonly JsonSchema[] _branches;
    private readonly string? _deciding;

    public BranchRule(string keyword, JsonSchema[] branches)
    {
        (_keyword, _branches) = (keyword, branches);
        _deciding = branches
            .Select(branch => branch.Object?.Properties
                .Where(property => EnumOf(property.Value) is not null)
                .Select(property => property.Key) ?? [])
            .Aggregate((all, own) => all.Intersect(own, StringComparer.Ordinal))
            .FirstOrDefault(name => branches.All(branch => branch.Object!.Required.Contains(name)));
    }

    public override void Validate(JsonElement value, SchemaRun run)
    {
        var fitting = 0;
        foreach (var branch in _branches)
            fitting += run.Fits(branch, value) ? 1 : 0;
        if (fitting == 1 || (fitting > 1 && _keyword == AnyOf))
            return;

        if (fitting > 1)
            run.Report(_keyword, "a value that fits one branch only", $"one that fits {fitting.ToString(CultureInfo.InvariantCulture)}");
        else if (_deciding is null || run.IsTrial)
            run.Report(_keyword, "a value that fits one of the branches", value);
        else
            ReportDecided(_deciding, value, run);
    }

    private static EnumRule? EnumOf(JsonSchema schema) => schema.Rules.OfType<EnumRule>().FirstOrDefault();

    private void ReportDecided(string deciding, JsonElement value, SchemaRun run)
    {
        var decision = run.PointerTo(deciding);
        var violations = Array.ConvertAll(_branches, branch => run.Try(branch, value));
        if (Array.Find(violations, found => found.TrueForAll(violation => violation.Pointer != decision)) is { } meant)
        {
            run.Adopt(meant);
            return;
        }

        var accepted = string.Join("; ", _branches.Select(branch => EnumOf(branch.Object!.Properties[deciding])!.Expected));
        var actual = value.ValueKind == JsonValueKind.Object && value.TryGetProperty(deciding, out var decided)
            ? ActualValue.Of(decided)
            : "nothing";
        run.Adopt([new SchemaViolation(decision, _keyword, accepted, actual)]);
    }
}
