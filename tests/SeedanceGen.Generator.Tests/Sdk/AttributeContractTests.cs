using System.Reflection;
using SeedanceGen.Rules;

namespace SeedanceGen.Generator.Tests.Sdk;

/// <summary>What the analyzers find in the metadata; <c>generator/SeedanceGen.Generator/README.md</c> promises it.</summary>
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
        {
            var back = way.Builder.GetCustomAttribute<BuildsRequestAttribute>()!;
            (back.Request, back.Property, back.Value, back.Member)
                .ShouldBe((typeof(VideoGenerationRequest), way.Property, way.Value, way.Member));
        }
    }

    [Fact]
    public void Every_property_but_the_deciding_one_is_set_by_a_method_of_each_builder()
    {
        var expected = typeof(VideoGenerationRequest).GetProperties()
            .Select(property => property.Name).Except(["Model", "AdditionalProperties"]).Order(StringComparer.Ordinal);
        var found = typeof(Seedance15ProRequestBuilder).GetMethods().SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<RequestFieldAttribute>()?.Property).OfType<string>().Distinct();
        found.Order(StringComparer.Ordinal).ShouldBe(expected);
    }

    [Fact]
    public void Limits_of_a_model_are_on_its_own_method()
    {
        Rule<AcceptedValuesAttribute>(typeof(Seedance15ProRequestBuilder), typeof(int)).Numbers.ShouldBe([5, 10]);
        var range = Rule<AcceptedRangeAttribute>(typeof(Seedance20RequestBuilder), typeof(int));
        (range.Minimum, range.Maximum, range.Words).ShouldBe((4, 15, "4 to 15 seconds"));
    }

    [Fact]
    public void Values_of_an_open_enumeration_come_with_their_members()
    {
        var method = typeof(Seedance20RequestBuilder).GetMethod("WithAspectRatio")!;
        var rule = method.GetParameters()[0].GetCustomAttribute<AcceptedValuesAttribute>()!;
        rule.Texts.ShouldBe(["16:9", "9:16", "1:1"]);
        rule.Members.ShouldBe(["Ratio16x9", "Ratio9x16", "Ratio1x1"]);
    }

    private static T Rule<T>(Type builder, Type parameter)
        where T : Attribute =>
        builder.GetMethod("WithDuration", BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Instance, [parameter])!
            .GetParameters()[0].GetCustomAttribute<T>()!;
}
