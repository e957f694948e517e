extern alias sdk;

using System.Reflection;
using SeedanceGen.Rules;
using RuleNode = sdk::SeedanceGen.Rules.RuleNode;
using RuleSchema = sdk::SeedanceGen.Rules.RuleSchema;

namespace SeedanceGen.Generator.Tests.Sdk;

/// <summary>The metadata that the analyzers read, as <c>generator/SeedanceGen.Generator/README.md</c> specifies it.</summary>
public sealed class AttributeContractTests
{
    [Fact]
    public void The_request_leads_to_each_builder_and_each_builder_back()
    {
        var ways = typeof(VideoGenerationRequest).GetCustomAttributes<RequestBuilderAttribute>().ToList();
        ways.Select(way => (way.Property, way.Value, way.Member)).ShouldBe(
        [
            ("Model", "seedance-2.0", "Seedance20"),
            ("Model", "seedance-2.0-fast", "Seedance20Fast"),
            ("Model", "seedance-1.5-pro", "Seedance15Pro"),
        ]);
        foreach (var way in ways)
            way.Builder.GetMethod("Build")!.ReturnType.ShouldBe(typeof(VideoGenerationRequest));
    }

    [Fact]
    public void Every_property_but_the_deciding_one_is_set_by_a_method_of_each_builder()
    {
        var expected = typeof(VideoGenerationRequest).GetProperties()
            .Select(property => property.Name).Except(["Model", "AdditionalProperties"]).Order(StringComparer.Ordinal);
        var found = typeof(Seedance15ProRequestBuilder).GetMethods().SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<FieldRulesAttribute>()?.Property).OfType<string>().Distinct();
        found.Order(StringComparer.Ordinal).ShouldBe(expected);
    }

    [Fact]
    public void Limits_of_a_model_are_on_its_own_method()
    {
        Duration(typeof(Seedance15ProRequestBuilder)).Numbers.ShouldBe([5, 10]);
        var range = Duration(typeof(Seedance20RequestBuilder));
        (range.Minimum, range.Maximum, range.Description).ShouldBe((4, 15, "4 to 15 seconds"));
    }

    /// <summary>The other properties of a node have other names there, or serve the checks alone.</summary>
    [Fact]
    public void A_user_interface_can_read_each_limit_of_the_core()
    {
        string[] others =
        [
            nameof(RuleNode.Items), nameof(RuleNode.IsObject), nameof(RuleNode.Members), nameof(RuleNode.LimitsCount),
            nameof(RuleNode.LimitsValues),
        ];
        typeof(RuleNode).GetProperties().Select(property => property.Name).Except(others)
            .Except(typeof(FieldRules).GetProperties().Select(property => property.Name))
            .ShouldBeEmpty("These are not in FieldRules.cs.");
    }

    [Fact]
    public void Values_of_an_open_enumeration_come_with_their_members()
    {
        var rules = Read(typeof(Seedance20RequestBuilder).GetMethod("WithAspectRatio")!);
        rules.Texts.ShouldBe(["16:9", "9:16", "1:1"]);
        rules.Members.ShouldBe(["Ratio16x9", "Ratio9x16", "Ratio1x1"]);
    }

    [Fact]
    public void The_rules_of_a_list_and_of_its_items_are_told_apart()
    {
        var rules = Read(typeof(Seedance20RequestBuilder).GetMethod("WithMediaUrls", [typeof(Uri[])])!);
        (rules.MinimumCount, rules.MaximumCount, rules.IsUri).ShouldBe((1, 5, false));
        rules.Items!.IsUri.ShouldBeTrue();
        rules.Items.Patterns.ShouldHaveSingleItem().Source.ShouldBe("^https://");
    }

    private static RuleNode Duration(Type builder) => Read(
        builder.GetMethod("WithDuration", BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Instance, [typeof(int)])!);

    private static RuleNode Read(MethodInfo method) =>
        RuleSchema.Read(method.GetParameters()[0].GetCustomAttribute<FieldRulesAttribute>()!.Schema);
}
