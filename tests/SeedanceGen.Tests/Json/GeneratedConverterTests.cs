using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SeedanceGen.Json;

namespace SeedanceGen.Tests.Json;

/// <summary>The generated converters are quick; what they read and write is what the platform's own converters would.</summary>
public sealed class GeneratedConverterTests
{
    /// <summary>The same context without the generated converters.</summary>
    private static readonly SeedanceJsonContext Platform =
        new(new JsonSerializerOptions
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new WholeNumberConverter(), new AnyValueConverter() }
        });

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "5", "-1", "4.5", "1e2", "99999999999", "\"\"", "\"text\"", "\"queued\"", "\"16:9\"",
        "\"a\\u00e9\\n\"",
        "\"\\ud800\"", "\"https://x.example/a b\"", "\"http://[\"", "[]", "[1,\"https://x.example/\"]", "[null]", "{}",
        "{\"type\":\"video\",\"url\":\"https://x.example/v.mp4\",\"more\":{\"x\":[1]}}",
        "{\"code\":\"c\",\"message\":\"m\"}", "{\"code\":1}", "{\"type\":null,\"url\":null}", "{\"projectId\":\"p\",\"n\":{\"deep\":[{}]}}",
    ];

    public static TheoryData<Type> Records => [.. typeof(SeedanceJsonContext).GetCustomAttributesData()
        .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
        .Select(attribute => (Type)attribute.ConstructorArguments[0].Value!)];

    [Theory]
    [MemberData(nameof(Records))]
    public void Every_record_of_the_API_has_a_generated_converter(Type record) =>
        SeedanceJsonContext.Default.GetTypeInfo(record)!.Converter.GetType().Name.ShouldBe(record.Name + "JsonConverter");

    [Theory]
    [MemberData(nameof(Records))]
    public void A_generated_converter_reads_and_writes_as_the_platform_does(Type record)
    {
        var random = new Random(20_261_122);
        // The platform drops fields with the names of properties that are no fields; the generated converters keep them.
        var names = Platform.GetTypeInfo(record)!.Properties.Select(property => property.Name)
            .Where(name => name.Length > 0 && char.IsLower(name[0])).ToArray();
        var read = 0;
        for (var round = 0; round < 1500; round++)
        {
            var json = RandomObject(random, names);
            var own = Outcome(json, SeedanceJsonContext.Default.GetTypeInfo(record)!);
            var platforms = Outcome(json, Platform.GetTypeInfo(record)!, acceptsNull: false);
            own.ShouldBe(platforms, $"round {round}: {json}");
            read += own == "JsonException" ? 0 : 1;
        }

        read.ShouldBeGreaterThan(50);
    }

    [Theory]
    [InlineData("""{"success":true,"requestId":"r","status":"succeeded","duration":5.5}""", "duration")]
    [InlineData("""{"success":true,"requestId":1,"status":"succeeded"}""", "requestId")]
    [InlineData("""{"success":true,"requestId":"r","status":"succeeded","output":{"type":"video","url":7}}""", "output.url")]
    public void A_value_that_cannot_be_read_is_named_by_its_field(string json, string field)
    {
        var error = Should.Throw<JsonException>(() => JsonSerializer.Deserialize(json, SeedanceJsonContext.Default.VideoGeneration));
        error.Message.ShouldStartWith($"The field '{field}' cannot be read: ");
        error.Path.ShouldBe("$." + field);
    }

    [Theory]
    [InlineData("40", 40)]
    [InlineData("40.0", 40)]
    [InlineData("4e1", 40)]
    public void A_whole_number_is_read_however_it_is_written(string written, int credits) =>
        JsonSerializer.Deserialize($$"""{"success":true,"requestId":"r","status":"queued","creditsCharged":{{written}}}""",
            SeedanceJsonContext.Default.VideoGenerationAccepted)!
            .CreditsCharged.ShouldBe(credits);

    /// <summary>What comes of reading and writing back; which exception it is counts, what it says does not.</summary>
    private static string Outcome(string json, JsonTypeInfo type, bool acceptsNull = true)
    {
        try
        {
            var value = JsonSerializer.Deserialize(Encoding.UTF8.GetBytes(json), type);
            if (!acceptsNull && value is not null && HasNullThatCannotBe(value))
                throw new JsonException("Null is no value of a required field.");
            return value + "\n" + JsonSerializer.Serialize(value, type);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return exception.GetType().Name;
        }
    }

    /// <summary>The platform sets a required property that cannot be null to null; the generated converters do not.</summary>
    private static bool HasNullThatCannotBe(object record) => record.GetType().GetProperties()
        .Where(property =>
            property.IsDefined(typeof(RequiredMemberAttribute)) || property.PropertyType.Assembly == record.GetType().Assembly)
        .Any(property => property.GetValue(record) is { } value
            ? value.GetType() is { IsClass: true } type && type.Assembly == record.GetType().Assembly && HasNullThatCannotBe(value)
            : property.IsDefined(typeof(RequiredMemberAttribute))
                && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.NotNull);

    private static string RandomObject(Random random, string[] names)
    {
        if (random.Next(100) == 0)
            return Values[random.Next(Values.Length)];

        // Mostly what fits, so that objects of many fields are read to their end; duplicates, unknown and escaped names among them.
        var fields = new List<string>();
        foreach (var name in names)
        {
            if (random.Next(8) > 0)
                fields.Add(Field(random, name));
        }

        for (var extra = random.Next(3); extra > 0; extra--)
            fields.Insert(random.Next(fields.Count + 1),
                Field(random, random.Next(2) == 0 ? names[random.Next(names.Length)] : "more" + random.Next(2)));

        var text = "{" + string.Join(',', fields) + "}";
        return random.Next(50) == 0 ? text[..random.Next(text.Length)] : text;
    }

    private static string Field(Random random, string name)
    {
        var written = random.Next(20) == 0 ? $"\\u{(int)name[0]:x4}{name[1..]}" : name;
        return $"\"{written}\":{(random.Next(6) == 0 ? Values[random.Next(Values.Length)] : Fitting(random, name))}";
    }

    private static string Fitting(Random random, string name) => name switch
    {
        "success" => random.Next(2) == 0 ? "true" : "false",
        "duration" or "creditsCharged" => random.Next(100).ToString(System.Globalization.CultureInfo.InvariantCulture),
        "output" => "{\"type\":\"video\",\"url\":\"https://x.example/v.mp4\"}",
        "mediaUrls" => "[\"https://x.example/a.jpg\"]",
        "metadata" => "{\"projectId\":\"p\"}",
        "data" => "[{\"id\":\"m\"},1]",
        "error" => "{\"code\":\"c\",\"message\":\"m\"}",
        _ => "\"text\"",
    };
}
