using System.Globalization;
using System.Text.Json;

namespace SeedanceGen.Rules.Schema;

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

    /// <summary>Found when it is needed: a branch may be a reference that is not read yet.</summary>
    private readonly Lazy<string?> _deciding;

    public BranchRule(string keyword, JsonSchema[] branches)
    {
        (_keyword, _branches) = (keyword, branches);
        _deciding = new Lazy<string?>(FindDeciding);
    }

    public string Keyword => _keyword;

    public IReadOnlyList<JsonSchema> Branches => _branches;

    public override void Validate(JsonElement value, SchemaRun run)
    {
        var (fitting, possible) = (0, 0);
        foreach (var branch in _branches)
        {
            var fit = run.FitOf(branch, value);
            fitting += fit == SchemaFit.Yes ? 1 : 0;
            possible += fit == SchemaFit.Unknown ? 1 : 0;
        }

        if (fitting > 0 && _keyword == AnyOf)
            return;

        if (fitting <= 1 && possible > 0)
        {
            run.Doubt();
        }
        else if (fitting == 1)
        {
            return;
        }
        else if (fitting > 1)
        {
            run.Report(
                _keyword, "a value that fits one branch only", $"one that fits {fitting.ToString(CultureInfo.InvariantCulture)}",
                run.IsTrial ? null : SchemaDescription.Of(this), run.IsTrial ? null : ActualValue.ToObject(value));
        }
        else if (run.IsTrial || _deciding.Value is not { } deciding || !Has(value, deciding))
        {
            run.Report(_keyword, "a value that fits one of the branches", value, run.IsTrial ? null : SchemaDescription.Of(this));
        }
        else if (!value.GetProperty(deciding).IsKnown())
        {
            run.Doubt();
        }
        else
        {
            ReportDecided(deciding, value, run);
        }
    }

    private static bool Has(JsonElement value, string property) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(property, out _);

    private static EnumRule? EnumOf(JsonSchema schema) => schema.Rules.OfType<EnumRule>().FirstOrDefault();

    private static EnumRule? EnumOf(JsonSchema branch, string property) => branch.ObjectRules()
        .Select(rule => rule.Properties.TryGetValue(property, out var schema) ? EnumOf(schema) : null)
        .FirstOrDefault(values => values is not null);

    /// <summary>The property whose values every branch lists; one that every branch requires comes first.</summary>
    private string? FindDeciding()
    {
        var branches = _branches.Select(branch => branch.ObjectRules().ToList()).ToList();
        return branches.Select(rules => rules.SelectMany(rule => rule.Properties)
                .Where(property => EnumOf(property.Value) is not null)
                .Select(property => property.Key))
            .Aggregate((all, own) => all.Intersect(own, StringComparer.Ordinal))
            .OrderByDescending(name => branches.TrueForAll(rules => rules.Exists(rule => rule.Required.Contains(name))))
            .FirstOrDefault();
    }

    private void ReportDecided(string deciding, JsonElement value, SchemaRun run)
    {
        var decision = run.PointerTo(deciding);
        var violations = Array.ConvertAll(_branches, branch => run.Try(branch, value));
        if (Array.Find(violations, found => found.TrueForAll(violation => violation.Pointer != decision)) is { } meant)
        {
            run.Adopt(meant);
            return;
        }

        var accepted = string.Join("; ", _branches.Select(branch => EnumOf(branch, deciding)!.Expected));
        run.ReportUndecided(deciding, _keyword, accepted, value.GetProperty(deciding));
    }
}
