using System.Globalization;
using System.Text.Json;

namespace SeedanceGen.Testing.Schema;

/// <summary>
/// <c>oneOf</c> and <c>anyOf</c>. Where an enumeration decides which branch is meant, as the model does, what that branch finds is
/// reported, not that no branch fits.
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

    public override void Judge(JsonElement value, SchemaRun run)
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
