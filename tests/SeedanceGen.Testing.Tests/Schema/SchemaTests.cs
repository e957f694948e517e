using System.Text;
using System.Text.Json;
using SeedanceGen.Rules.Schema;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Tests.Schema;

/// <summary>The validation by schemas, also by schemas that the API description does not have.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void Every_operation_that_the_client_has_is_in_the_contract() =>
        ApiDescription.Current.Operations.Select(operation => operation.Id)
            .ShouldBe(["submitVideoGeneration", "getVideoGeneration", "cancelVideoGeneration", "listModels"]);

    [Fact]
    public void Every_documented_example_keeps_to_the_contract()
    {
        var bodies = 0;
        foreach (var operation in ApiDescription.Current.Operations)
        {
            var path = ApiDescription.Current.Document.GetProperty("paths").GetProperty(operation.PathTemplate)
                .GetProperty(operation.Method.ToLowerInvariant());
            var content = path.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json");
            if (!content.TryGetProperty("examples", out var examples))
                continue;

            foreach (var example in examples.EnumerateObject())
            {
                bodies++;
                var body = Encoding.UTF8.GetBytes(example.Value.GetProperty("value").GetRawText());
                operation.ResponseFor(200)!.Body!.Validate("application/json", body).ShouldBeEmpty(example.Name);
            }
        }

        bodies.ShouldBeGreaterThan(3);
    }

    [Theory]
    [InlineData("""{"type":"integer"}""", "5.0", "type")]
    [InlineData("""{"type":"number","minimum":1,"exclusiveMinimum":true}""", "1", "exclusiveMinimum")]
    [InlineData("""{"type":"number","maximum":1,"exclusiveMaximum":true}""", "1", "exclusiveMaximum")]
    [InlineData("""{"type":"number","multipleOf":0.5}""", "1.25", "multipleOf")]
    [InlineData("""{"type":"string","nullable":true}""", "null", "")]
    [InlineData("""{"type":"string","minLength":2}""", "\"\\ud83d\\ude00\"", "minLength")]
    [InlineData("""{"type":"string","maxLength":1}""", "\"\\ud83d\\ude00\"", "")]
    [InlineData("""{"type":"string","pattern":"^a+$"}""", "\"ab\"", "pattern")]
    [InlineData("""{"type":"string","format":"date-time"}""", "\"2026-01-31\"", "format")]
    [InlineData("""{"type":"string","format":"uri"}""", "\"/a\"", "format")]
    [InlineData("""{"type":"array","minItems":1,"items":{"type":"string"}}""", "[]", "minItems")]
    [InlineData("""{"type":"array","maxItems":1,"items":{"type":"string"}}""", "[\"a\",1]", "maxItems type")]
    [InlineData("""{"type":"array","uniqueItems":true}""", "[1,1]", "uniqueItems")]
    [InlineData("""{"type":"object","additionalProperties":false,"properties":{"a":{}}}""", """{"a":1,"b":2}""", "additionalProperties")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"string"}}""", """{"a":1}""", "type")]
    [InlineData("""{"type":"object","minProperties":1}""", "{}", "minProperties")]
    [InlineData("""{"type":"object","maxProperties":0}""", """{"a":1}""", "maxProperties")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"integer"}]}""", "true", "anyOf")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"number"}]}""", "1", "oneOf")]
    [InlineData("""{"not":{"type":"string"}}""", "\"a\"", "not")]
    [InlineData("""{"enum":[{"a":1},2]}""", """{"a":1}""", "")]
    [InlineData("""{"enum":[1,null]}""", "\"1\"", "enum")]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}""", """{"a":1}""", "required")]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}""", """{"c":1}""", "")]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}""", "{}", "required")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""", "dependentRequired")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"b":1}""", "")]
    [InlineData("""{"dependentSchemas":{"a":{"properties":{"b":{"maximum":1}}}}}""", """{"a":1,"b":2}""", "maximum")]
    [InlineData("""{"dependentSchemas":{"a":{"properties":{"b":{"maximum":1}}}}}""", """{"b":2}""", "")]
    [InlineData("""{"contains":{"type":"string"}}""", "[1]", "contains")]
    [InlineData("""{"contains":{"type":"string"},"minContains":0,"maxContains":1}""", "[1]", "")]
    [InlineData("""{"contains":{"type":"string"},"maxContains":1}""", """["a","b"]""", "contains")]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":{"type":"integer"}}""", """["a",1]""", "")]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":{"type":"integer"}}""", """[1,"a"]""", "type type")]
    [InlineData("""{"prefixItems":[{"type":"string"}],"unevaluatedItems":false}""", """["a",1]""", "unevaluatedItems")]
    [InlineData("""{"prefixItems":[{"type":"string"}],"unevaluatedItems":{"type":"integer"}}""", """["a",1,"b"]""", "type")]
    [InlineData("""{"items":{},"unevaluatedItems":false}""", """["a",1]""", "")]
    [InlineData("""{"contains":{"type":"string"},"unevaluatedItems":false}""", """["a",1]""", "unevaluatedItems")]
    [InlineData("""{"allOf":[{"prefixItems":[{}]}],"unevaluatedItems":false}""", "[1]", "")]
    [InlineData("""{"anyOf":[{"prefixItems":[{"const":1}]},{"prefixItems":[{},{"const":2}]}],"unevaluatedItems":false}""",
        "[1,3]", "unevaluatedItems")]
    [InlineData("""{"anyOf":[{"prefixItems":[{"const":1}]}],"unevaluatedItems":false}""", "[2]", "anyOf")]
    [InlineData("""{"if":{"prefixItems":[{"const":1}]},"then":{"prefixItems":[{},{}]},"unevaluatedItems":false}""", "[1,2]", "")]
    [InlineData("""{"if":{"prefixItems":[{"const":1}]},"then":{"prefixItems":[{},{}]},"unevaluatedItems":false}""", "[2]",
        "unevaluatedItems")]
    [InlineData("""{"propertyNames":{"pattern":"^a"}}""", """{"b":1}""", "propertyNames")]
    [InlineData("""{"patternProperties":{"^a":{"type":"string"}},"additionalProperties":false}""", """{"ab":"x"}""", "")]
    [InlineData("""{"patternProperties":{"^a":{"type":"string"}},"additionalProperties":false}""", """{"ab":1,"b":1}""",
        "type additionalProperties")]
    [InlineData("""{"properties":{"a":false}}""", """{"a":1}""", "not")]
    [InlineData("""{"discriminator":{"propertyName":"k"},"oneOf":[{"properties":{"k":{"const":"x"},"n":{"maximum":1}}}]}""",
        """{"k":"x","n":2}""", "maximum")]
    [InlineData("""{"discriminator":{"propertyName":"k"},"oneOf":[{"properties":{"k":{"enum":["x"]}}}]}""", """{"k":"y"}""",
        "discriminator")]
    [InlineData("""{"discriminator":{"propertyName":"k"},"oneOf":[{"properties":{"k":{"enum":["x"]}}}]}""", """{"k":1}""", "type")]
    [InlineData("""{"discriminator":{"propertyName":"k"},"oneOf":[{"properties":{"k":{"enum":["x"]}}}]}""", "{}", "required")]
    [InlineData("""{"properties":{"a":{}},"unevaluatedProperties":false}""", """{"a":1,"b":2}""", "unevaluatedProperties")]
    [InlineData("""{"allOf":[{"properties":{"a":{}}}],"properties":{"b":{}},"unevaluatedProperties":false}""", """{"a":1,"b":2}""", "")]
    [InlineData("""{"allOf":[{"properties":{"a":{}}}],"additionalProperties":false}""", """{"a":1}""", "additionalProperties")]
    [InlineData("""{"patternProperties":{"^a":{}},"unevaluatedProperties":false}""", """{"ab":1,"b":2}""", "unevaluatedProperties")]
    [InlineData("""{"additionalProperties":{},"unevaluatedProperties":false}""", """{"b":2}""", "")]
    [InlineData("""{"anyOf":[{"properties":{"a":{"const":1}}},{"required":["b"],"properties":{"b":{}}}],"unevaluatedProperties":false}""",
        """{"a":1}""", "")]
    [InlineData("""{"anyOf":[{"properties":{"a":{"const":1}}},{"required":["b"],"properties":{"b":{}}}],"unevaluatedProperties":false}""",
        """{"a":2,"b":1}""", "unevaluatedProperties")]
    [InlineData("""{"if":{"required":["a"],"properties":{"a":{}}},"then":{"properties":{"b":{}}},"unevaluatedProperties":false}""",
        """{"a":1,"b":1}""", "")]
    [InlineData("""{"if":{"required":["a"],"properties":{"a":{}}},"else":{"properties":{"c":{}}},"unevaluatedProperties":false}""",
        """{"b":1,"c":1}""", "unevaluatedProperties")]
    [InlineData("""{"dependentSchemas":{"a":{"properties":{"a":{},"b":{}}}},"unevaluatedProperties":false}""", """{"a":1,"b":1}""", "")]
    [InlineData("""{"dependentSchemas":{"a":{"properties":{"a":{},"b":{}}}},"unevaluatedProperties":false}""", """{"b":1}""",
        "unevaluatedProperties")]
    [InlineData("""{"not":{"properties":{"b":{}},"required":["b"]},"properties":{"a":{}},"unevaluatedProperties":{"maximum":1}}""",
        """{"a":5,"c":2}""", "maximum")]
    [InlineData("""{"allOf":[{"unevaluatedProperties":true}],"unevaluatedProperties":false}""", """{"b":1}""", "")]
    [InlineData("{}", "\"\\ud800\"", "type")]
    [InlineData("""{"type":"string","minLength":1}""", "\"\\ud800\"", "type")]
    public void Each_schema_keyword_accepts_and_rejects_values(string schema, string value, string keywords)
    {
        using var document = JsonDocument.Parse(schema);

        var violations = BodyValidator.Validate(
            Encoding.UTF8.GetBytes(value), new SchemaReader(document.RootElement).Read(document.RootElement));

        string.Join(' ', violations.Select(violation => violation.Keyword)).ShouldBe(keywords);
    }
}
