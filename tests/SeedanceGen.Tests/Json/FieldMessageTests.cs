using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeedanceGen.Tests.Json;

/// <summary>What cannot be read is told in words: what was expected, and what was there.</summary>
public sealed class FieldMessageTests
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "5", "5.04", "99999999999", "1e400", "\"\"", "\"text\"", "\"5\"", "\"\\ud800\"",
        "[]", "[5]", "[[\"a\"]]", "[{\"a\":1}]", "[null]", "{}", "{\"a\":1}", "{\"a\":{\"b\":[]}}",
    ];

    public static TheoryData<Type> Records => [.. typeof(SeedanceJsonContext).GetCustomAttributesData()
        .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
        .Select(attribute => (Type)attribute.ConstructorArguments[0].Value!)];

    [Theory]
    [MemberData(nameof(Records))]
    public void Every_field_says_what_it_expects_and_what_it_found(Type record)
    {
        var type = SeedanceJsonContext.Default.GetTypeInfo(record)!;
        var errors = 0;
        var names = record.GetProperties().Select(property => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name);
        foreach (var field in names.OfType<string>())
        {
            foreach (var value in Values)
            {
                var error = Record.Exception(() => JsonSerializer.Deserialize($$"""{"{{field}}":{{value}}}""", type));
                if (error is null || error.Message.Contains(" is missing or null, which ", StringComparison.Ordinal))
                    continue;

                errors++;
                error.ShouldBeOfType<JsonException>();
                error.Message.ShouldMatch($"^The field '{field}' cannot be read: expected .+, found .+\\.$", value);
                error.ToString().ShouldNotContain("was thrown");
                error.Message.ShouldNotContain("System.");
                ((JsonException)error).Path.ShouldBe("$." + field);
            }
        }

        errors.ShouldBeGreaterThan(5);
    }

    [Theory]
    [InlineData("mediaUrls", "\"https://x.example/a.jpg?signature=SECRET\"",
        "expected an array (each item an address as a text), found a text of 40 characters.")]
    [InlineData("mediaUrls", "{}", "expected an array (each item an address as a text), found an object.")]
    [InlineData("mediaUrls", "[\"https://x.example/a.jpg\",5]",
        "expected an array (each item an address as a text), found an array with 5 in it.")]
    [InlineData("mediaUrls", "[[]]", "expected an array (each item an address as a text), found an array.")]
    [InlineData("duration", "\"5\"", "expected a whole number of at most 32 bits, found the text \"5\".")]
    [InlineData("duration", "5.04", "expected a whole number of at most 32 bits, found 5.04.")]
    [InlineData("duration", "99999999999", "expected a whole number of at most 32 bits, found 99999999999.")]
    [InlineData("prompt", "[\"A river\"]", "expected a text, found an array.")]
    [InlineData("prompt", "\"\\ud800\"", "expected a text, found a text that is no valid Unicode.")]
    [InlineData("aspectRatio", "1.78", "expected a text, found 1.78.")]
    [InlineData("metadata", "[]", "expected an object, found an array.")]
    [InlineData("webhookUrl", "true", "expected an address as a text, found true.")]
    [InlineData("webhookUrl", "\"http://[\"", "expected an address as a text, found the text \"http://[\".")]
    public void A_request_that_cannot_be_read_names_the_field_and_says_both(string field, string value, string reason) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize(
            $$"""{"model":"seedance-2.0","prompt":"A river","{{field}}":{{value}}}""", SeedanceJsonContext.Default.VideoGenerationRequest))
            .Message.ShouldBe($"The field '{field}' cannot be read: {reason}");

    [Fact]
    public void A_nested_field_is_named_by_its_path() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize(
            """{"success":true,"requestId":"r","status":"succeeded","output":{"type":"video","url":7}}""",
            SeedanceJsonContext.Default.VideoGeneration))
            .Message.ShouldBe("The field 'output.url' cannot be read: expected an address as a text, found 7.");

    [Fact]
    public void Text_that_is_no_JSON_is_told_with_its_place() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize(
            "{\"model\":\"seedance-2.0\",\n\"duration\":tru}", SeedanceJsonContext.Default.VideoGenerationRequest))
            .Message.ShouldContain("LineNumber: 1");
}
