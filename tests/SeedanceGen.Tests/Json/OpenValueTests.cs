using System.Globalization;
using System.Reflection;
using SeedanceGen.Json;

namespace SeedanceGen.Tests.Json;

/// <summary>Open enumerations where other code wants a text: in a route, in a query, in a <c>switch</c>.</summary>
public sealed class OpenValueTests
{
    public static TheoryData<Type> Enumerations =>
    [
        .. typeof(SeedanceClient).Assembly.GetExportedTypes()
            .Where(type => type.GetInterfaces().Any(each => each.IsGenericType && each.Name == "IOpenEnumeration`1")),
    ];

    [Fact]
    public void A_value_is_parsed_whether_it_is_known_or_not()
    {
        Parse<AspectRatio>("16:9").ShouldBe(AspectRatio.Ratio16x9);
        Parse<AspectRatio>("21:9").Value.ShouldBe("21:9");
        AspectRatio.TryParse("21:9", CultureInfo.InvariantCulture, out var unknown).ShouldBeTrue();
        unknown.IsKnown.ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void No_text_is_no_value(string? text)
    {
        AspectRatio.TryParse(text, null, out var value).ShouldBeFalse();
        value.ShouldBe(default);
        Should.Throw<ArgumentException>(() => AspectRatio.Parse(text!, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_switch_takes_the_constants_of_the_wire_values()
    {
        static string Told(GenerationStatus status)
        {
            switch (status.Value)
            {
                case GenerationStatus.SucceededValue:
                    return "here it is";
                case GenerationStatus.FailedValue or GenerationStatus.CancelledValue:
                    return "there is none";
                default:
                    return "wait";
            }
        }

        Told(GenerationStatus.Succeeded).ShouldBe("here it is");
        Told(GenerationStatus.Cancelled).ShouldBe("there is none");
        Told(new GenerationStatus("paused")).ShouldBe("wait");
    }

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void Every_known_value_has_its_constant_and_its_converter_lists_it(Type type)
    {
        var known = type.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == type).ToList();

        known.ShouldNotBeEmpty();
        foreach (var property in known)
            type.GetField(property.Name + "Value")!.GetRawConstantValue().ShouldBe(property.GetValue(null)!.ToString());
        var converter = (IOpenEnumerationConverter)Activator.CreateInstance(typeof(OpenEnumerationConverter<>).MakeGenericType(type))!;
        converter.KnownValues.ShouldBe(known.Select(property => property.GetValue(null)!.ToString()!));
    }

    private static T Parse<T>(string text)
        where T : IParsable<T> => T.Parse(text, CultureInfo.InvariantCulture);
}
