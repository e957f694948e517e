extern alias mock;
extern alias sdk;

using System.Text;
using System.Text.Json;
using Microsoft.CodeAnalysis.Diagnostics;
using mock::SeedanceGen.Rules.Schema;
using mock::SeedanceGen.Testing.Schema;
using sdk::SeedanceGen.Rules;
using SeedanceGen.Analyzers.Acceptance;
using SeedanceGen.Analyzers.Tests.Harness;
using RuleKeywords = sdk::SeedanceGen.Rules.RuleKeywords;
using RuleValue = sdk::SeedanceGen.Rules.RuleValue;

namespace SeedanceGen.Analyzers.Tests.Sdk;

/// <summary>Editor, run time and mock compile one rule core, and the code around it agrees too.</summary>
[Trait("Category", "Slow")]
public sealed class RandomAgreementTests
{
    private const int Seed = 20;
    private const int RuleCount = 1000;
    private const int ValuesPerRule = 10;
    private const int Shown = 25;

    [Fact]
    public async Task Editor_run_time_and_mock_agree_on_random_rules_and_values()
    {
        var random = new Random(Seed);
        var source = new RandomRules(random);
        RandomRule[] rules = [.. Enumerable.Range(0, RuleCount).Select(_ => source.Next())];
        RulePair[] pairs =
        [
            .. Enumerable.Range(0, RuleCount * ValuesPerRule)
                .Select(i => RulePair.Of(i / ValuesPerRule, rules[i / ValuesPerRule].Value(), random)),
        ];

        var atRunTime = AtRunTime(rules, pairs);
        var byMock = ByMock(rules, pairs);
        var inEditor = await RejectedInEditorAsync(rules, pairs);

        string[] disagreements =
        [
            .. pairs.Select((pair, i) => Agree(pair, atRunTime[i], byMock[i], inEditor.Contains(i))
                ? ""
                : $"seed {Seed}, pair {i}: rule {rules[pair.Rule].Schema.ToJsonString()}, {rules[pair.Rule].Type} {pair.Json}: "
                    + $"run time {Named(atRunTime[i])}, mock {Named(byMock[i])}, editor {(inEditor.Contains(i) ? "rejected" : "accepted")}")
                .Where(line => line.Length > 0),
        ];
        disagreements.Length.ShouldBe(0, string.Join('\n', disagreements.Take(Shown)));
        inEditor.Count.ShouldBeInRange(pairs.Length / 5, pairs.Length * 4 / 5, "Accepted and rejected pairs are both common.");
    }

    /// <summary>C# itself takes no value of another type, so <see cref="RuleKeywords.Type"/> has no rule here.</summary>
    [Fact]
    public void The_random_rules_have_each_keyword_of_the_core()
    {
        var random = new Random(Seed);
        var source = new RandomRules(random);
        var broken = RuleKeywords.Type;
        for (var i = 0; i < RuleCount; i++)
        {
            var rule = source.Next();
            var fields = new FieldRules("field", rule.Schema.ToJsonString());
            for (var value = 0; value < ValuesPerRule; value++)
                broken |= BrokenBy(fields, rule.Value());
        }

        Enum.GetValues<RuleKeywords>().Where(keyword => !broken.HasFlag(keyword))
            .ShouldBeEmpty("RandomRules.cs makes no rule with these keywords, so nothing compares editor, run time and mock on them.");
    }

    private static RuleKeywords BrokenBy(FieldRules rules, object value) => value switch
    {
        string text => rules.Node.BrokenBy(RuleValue.Of(text)),
        Uri link => rules.Node.BrokenBy(RuleValue.Of(link)),
        long integer => rules.Node.BrokenBy(RuleValue.Of(integer)),
        double number => rules.Node.BrokenBy(RuleValue.Of(number)),
        bool flag => rules.Node.BrokenBy(RuleValue.Of(flag)),
        Array items => rules.Node.BrokenByCount(items.Length),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private static bool Agree(RulePair pair, string? atRunTime, string? byMock, bool isRejectedInEditor) =>
        (atRunTime is not null) == isRejectedInEditor && (byMock is not null) == isRejectedInEditor
        && (atRunTime == byMock || pair.Value is Array);

    private static string Named(string? keyword) => keyword is null ? "accepted" : $"rejected ({keyword})";

    /// <summary>The first broken keyword of each pair. Of a list it may differ: the sides go through its places in another order.</summary>
    private static string?[] AtRunTime(RandomRule[] rules, RulePair[] pairs)
    {
        FieldRules[] fields = [.. rules.Select(rule => new FieldRules("field", rule.Schema.ToJsonString()))];
        return [.. pairs.Select(pair => AtRunTime(fields[pair.Rule], pair.Value))];
    }

    private static string? AtRunTime(FieldRules rules, object value)
    {
        var validator = new RequestValidator("");
        switch (value)
        {
            case string text:
                validator.Field(rules, text);
                break;
            case Uri link:
                validator.Field(rules, link);
                break;
            case long integer:
                validator.Field(rules, RuleValue.Of(integer));
                break;
            case double number:
                validator.Field(rules, RuleValue.Of(number));
                break;
            case bool flag:
                validator.Field(rules, RuleValue.Of(flag));
                break;
            case string[] texts:
                validator.List(rules, texts);
                break;
            case Uri[] links:
                validator.List(rules, links);
                break;
            case long[] integers:
                validator.List(rules, integers);
                break;
            case double[] numbers:
                validator.List(rules, numbers);
                break;
        }

        return validator.Violations.Select(violation => violation.Rule).FirstOrDefault();
    }

    private static string?[] ByMock(RandomRule[] rules, RulePair[] pairs)
    {
        JsonSchema[] schemas =
        [
            .. rules.Select(rule => JsonSerializer.SerializeToElement(rule.Schema)).Select(schema => new SchemaReader(schema).Read(schema)),
        ];
        return
        [
            .. pairs.Select(pair => BodyValidator.Validate(Encoding.UTF8.GetBytes(pair.Json), schemas[pair.Rule])
                .Select(violation => violation.Keyword).FirstOrDefault()),
        ];
    }

    /// <summary>
    /// The positions of the pairs that a user's editor marks: a line for each pair, in turn a call and the initializer of an object.
    /// </summary>
    private static async Task<HashSet<int>> RejectedInEditorAsync(RandomRule[] rules, RulePair[] pairs)
    {
        var lines = new List<string> { "" };
        var places = new Dictionary<int, int>();
        foreach (var (i, rule) in rules.Index())
        {
            lines.Add($"static void Use{i}() {{");
            for (var pair = i * ValuesPerRule; pair < (i + 1) * ValuesPerRule; pair++)
            {
                places[lines.Count] = pair;
                lines.Add(pair % 2 == 0
                    ? $"Set{i}({pairs[pair].Source()});"
                    : $"_ = new Object{i} {{ Field = {pairs[pair].Source()} }};");
            }

            var schema = RulePair.Quote(rule.Schema.ToJsonString());
            var parameter = $"([SeedanceGen.Rules.FieldRules(\"Field\", \"field\", {schema})] {rule.Type} value)";
            lines.Add($"}} static void Set{i}{parameter} {{ }} sealed class Builder{i} {{ public void WithField{parameter} {{ }} }}");
            lines.Add($"[SeedanceGen.Rules.ObjectBuilder(typeof(Builder{i}))]");
            lines.Add($"sealed record Object{i} {{ public {rule.Type} Field {{ get; init; }} }}");
        }

        lines[0] = "static class Program { static void Main() { }";
        lines.Add("}");
        lines.Add("namespace SeedanceGen.Rules { sealed class ObjectBuilderAttribute(System.Type builder) : System.Attribute");
        lines.Add("{ public System.Type Builder => builder; } }");
        var found = await TestCompilation.Of(string.Join('\n', lines))
            .WithAnalyzers([new ConstantNotAcceptedAnalyzer()])
            .GetAnalyzerDiagnosticsAsync();
        found.Where(each => each.Id != Descriptors.ConstantNotAcceptedId).ShouldBeEmpty("The analyzer threw.");
        return [.. found.Select(each => places[each.Location.GetLineSpan().StartLinePosition.Line])];
    }
}
