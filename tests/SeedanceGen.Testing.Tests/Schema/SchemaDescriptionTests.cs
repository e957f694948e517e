using System.Text;
using System.Text.Json;
using SeedanceGen.Rules.Schema;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Tests.Schema;

/// <summary>What a violation says is accepted: made from the rule alone, and about fields by their names.</summary>
public sealed class SchemaDescriptionTests
{
    [Theory]
    [InlineData("""{"type":"number","minimum":0,"maximum":15,"x-unit":"seconds"}""", "20", "0 to 15 seconds")]
    [InlineData("""{"type":"number","minimum":0,"maximum":15,"x-unit":"seconds"}""", "null", "a number from 0 to 15 seconds")]
    [InlineData("""{"type":"integer","minimum":1}""", "1.5", "a whole number, 1 or more")]
    [InlineData("""{"type":"integer","enum":[5,10],"x-unit":"seconds"}""", "7", "5 or 10 seconds")]
    [InlineData("""{"type":"string","enum":["a","b","c"]}""", "\"d\"", "a, b or c")]
    [InlineData("""{"enum":[1,null]}""", "2", "1 or null")]
    [InlineData("""{"type":"string","format":"uuid"}""", "\"a\"", "a text of the format uuid")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"integer"}}}""", "1", "a JSON object")]
    [InlineData("""{"type":"object","minProperties":2}""", "{}", "at least 2 entries")]
    [InlineData("""{"type":"array","maxItems":1}""", "[1,2]", "at most 1 value")]
    [InlineData("""{"type":"array","uniqueItems":true}""", "[1,1]", "different values")]
    [InlineData("""{"required":["a"],"properties":{"a":{"type":"boolean"}}}""", "{}", "true or false")]
    [InlineData("""{"allOf":[{"required":["a"]},{"properties":{"a":{"minLength":2}}}]}""", "{}", "at least 2 characters")]
    [InlineData("""{"not":{"required":["a","b"]}}""", """{"a":1,"b":1}""", "not 'a' together with 'b'")]
    [InlineData("""{"not":{"anyOf":[{"required":["a"]},{"required":["b"]}]}}""", """{"a":1}""", "neither 'a' nor 'b'")]
    [InlineData("""{"not":{"required":["a"],"properties":{"a":{"enum":[1]},"b":{"minimum":11}}}}""", """{"a":1,"b":12}""",
        "not 'a' 1 together with 'b' 11 or more")]
    [InlineData("""{"not":{"type":"string"}}""", "\"a\"", "not a text")]
    [InlineData("""{"anyOf":[{"required":["a"]},{"required":["b"]}]}""", "{}", "at least one of 'a', 'b'")]
    [InlineData("""{"oneOf":[{"required":["a"]},{"required":["b"]}]}""", """{"a":1,"b":1}""", "exactly one of 'a', 'b'")]
    [InlineData("""{"oneOf":[{"required":["a"]},{"required":["b","c"]}]}""", "{}", "exactly one of these: 'a'; 'b' together with 'c'")]
    [InlineData("""{"anyOf":[{"properties":{"a":{"maximum":1}}},{"properties":{"b":{"enum":["x"]}}}]}""", """{"a":2,"b":"y"}""",
        "either 'a' at most 1, or 'b' x")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"integer"}]}""", "true", "either a text, or a whole number")]
    [InlineData("""{"anyOf":[{"required":["a"],"properties":{"a":{"required":["b"]}}},{"required":["c","d"]}]}""", "{}",
        "either 'a' with 'b', or 'c' together with 'd'")]
    [InlineData("""{"if":{"properties":{"a":{"const":"x"}}},"then":{"properties":{"b":{"maximum":1}}}}""", """{"a":"x","b":2}""",
        "at most 1 when 'a' is x")]
    [InlineData("""{"if":{"required":["a"]},"else":{"required":["b"]}}""", "{}", "any value unless 'a' is set")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""", "'a' only together with 'b'")]
    [InlineData("""{"dependentSchemas":{"a":{"properties":{"b":{"maximum":1}}}}}""", """{"a":1,"b":2}""", "at most 1 when 'a' is set")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":false}""", """{"b":1}""", "only the fields a")]
    [InlineData("""{"prefixItems":[{}],"unevaluatedItems":false}""", "[1,2]", "only the items that are described")]
    [InlineData("""{"propertyNames":{"maxLength":1}}""", """{"ab":1}""", "as a name at most 1 character")]
    public void A_violation_says_what_is_accepted(string schema, string value, string accepted)
    {
        using var document = JsonDocument.Parse(schema);

        BodyValidator.Validate(Encoding.UTF8.GetBytes(value), new SchemaReader(document.RootElement).Read(document.RootElement))
            .ShouldHaveSingleItem().Accepted.ShouldBe(accepted);
    }

    [Fact]
    public void A_schema_that_refers_to_itself_has_words_with_an_end()
    {
        using var document = JsonDocument.Parse(
            """{"s":{"anyOf":[{"required":["a"]},{"required":["b"],"properties":{"b":{"$ref":"#/s"}}}]}}""");

        var violation = BodyValidator.Validate("{}"u8.ToArray(), new SchemaReader(document.RootElement).At("#/s")).ShouldHaveSingleItem();

        violation.Accepted.Length.ShouldBeInRange(10, 400);
    }
}
