using System.Text.Json.Nodes;
using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Normal;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Tests.Normal;

/// <summary>Each rule of the normal form, and what is left of it for NSwag.</summary>
public sealed class NormalFormTests
{
    [Theory]
    [InlineData("type: [string, 'null']", """{"type":"string","nullable":true}""")]
    [InlineData("type: [string, integer]", """{"anyOf":[{"type":"string"},{"type":"integer"}]}""")]
    [InlineData("const: 4", """{"enum":[4],"type":"integer"}""")]
    [InlineData("{ type: integer, exclusiveMinimum: 3 }", """{"type":"integer","exclusiveMinimum":true,"minimum":3}""")]
    [InlineData("{ type: integer, minimum: 5, exclusiveMinimum: 3 }", """{"type":"integer","minimum":5}""")]
    [InlineData("{ type: string, examples: [a, b] }", """{"type":"string","example":"a"}""")]
    [InlineData("anyOf: [{ type: integer }, { type: 'null' }]", """{"nullable":true,"type":"integer"}""")]
    [InlineData("{ $ref: '#/components/schemas/Leaf', description: Mine. }",
        """{"description":"Mine.","allOf":[{"$ref":"#/components/schemas/Leaf"}]}""")]
    [InlineData("$ref: '#/components/schemas/Texts'", """{"type":"array","items":{"type":"string","minLength":1}}""")]
    [InlineData("{ allOf: [{ $ref: '#/components/schemas/Texts' }], description: Mine. }",
        """{"description":"Mine.","type":"array","items":{"type":"string","minLength":1}}""")]
    [InlineData("$ref: '#/components/schemas/Anything'", """{"description":"Anything."}""")]
    [InlineData("{ allOf: [{ type: string, minLength: 2 }, { minLength: 3 }] }",
        """{"type":"string","minLength":2,"allOf":[{"minLength":3}]}""")]
    [InlineData("{ type: string, deprecated: true, description: Use another. }",
        """{"type":"string","deprecated":true,"description":"Use another.","x-deprecatedMessage":"Use another."}""")]
    public void A_schema_is_said_in_one_way(string schema, string expected) =>
        Property(Form(schema, version: "3.1.0"), "Holder", "probe").ShouldBe(expected);

    [Fact]
    public void An_object_and_an_enumeration_in_place_become_components()
    {
        var form = Form("{ type: object, description: Mine., properties: { mode: { type: string, enum: [a-b] }, " +
            "parts: { type: array, items: { type: object, properties: { x: { type: integer } } } } } }");

        Property(form, "Holder", "probe").ShouldBe("""{"description":"Mine.","allOf":[{"$ref":"#/components/schemas/HolderProbe"}]}""");
        Property(form, "HolderProbe", "mode").ShouldBe("""{"$ref":"#/components/schemas/HolderProbeMode"}""");
        Property(form, "HolderProbe", "parts")
            .ShouldBe("""{"type":"array","items":{"$ref":"#/components/schemas/HolderProbePartsItem"}}""");
        Schema(form, "HolderProbeMode").ToJsonString().ShouldBe("""{"type":"string","enum":["a-b"],"x-enumNames":["AB"]}""");
    }

    [Fact]
    public void What_allOf_joins_is_one_object_and_what_it_limits_again_stays_a_rule()
    {
        var form = Form(
            "{ allOf: [{ $ref: '#/components/schemas/Leaf' }, { required: [b], properties: { b: { type: string }, " +
            "a: { maxLength: 4 } }, not: { required: [a, b] } }] }");

        var joined = Schema(form, "HolderProbe");
        joined["properties"]!.AsObject().Select(property => property.Key).ShouldBe(["a", "b"]);
        joined["required"]!.ToJsonString().ShouldBe("""["a","b"]""");
        joined["not"]!.ToJsonString().ShouldBe("""{"required":["a","b"]}""");
        joined["allOf"]!.ToJsonString().ShouldBe("""[{"properties":{"a":{"maxLength":4}}}]""");

        var nswag = Schema(NSwagForm.Of(form), "HolderProbe");
        nswag["allOf"].ShouldBeNull();
        nswag["not"].ShouldBeNull();
    }

    [Theory]
    [InlineData("seedance-2.0-fast", "Seedance20Fast")]
    [InlineData("4k", "Value4k")]
    [InlineData("1x", "Value1x")]
    [InlineData("+id", "PlusId")]
    [InlineData("", "Empty")]
    [InlineData("c++", "CPlusPlus")]
    [InlineData("x y", "XY")]
    [InlineData("-1", "Minus1")]
    [InlineData("in_progress", "InProgress")]
    [InlineData("class", "Class")]
    [InlineData("16:9", "Value169")]
    public void A_value_has_a_name_by_a_rule(string value, string name) => EnumerationNames.Of(value).ShouldBe(name);

    [Theory]
    [InlineData("list.Gen-s", "ListGenS")]
    [InlineData("get_balance", "GetBalance")]
    [InlineData("submitVideoGeneration", "SubmitVideoGeneration")]
    [InlineData("2fa", "Operation2fa")]
    public void An_operation_has_a_name_by_a_rule(string id, string name) => OperationNames.Of(id).ShouldBe(name);

    [Fact]
    public void A_union_knows_its_variants_and_what_they_share()
    {
        var form = Form(
            "{ oneOf: [{ title: Film, type: object, required: [kind], properties: { kind: { type: string, enum: [film] }, " +
            "url: { type: string } } }, { title: Sound, type: object, required: [kind], properties: { " +
            "kind: { type: string, enum: [sound] }, url: { type: string }, length: { type: integer } } }], " +
            "discriminator: { propertyName: kind } }");

        var union = Schema(form, "HolderProbe");
        union["properties"]!.AsObject().Select(property => property.Key).ShouldBe(["kind", "url"]);
        union["x-union-classes"]!.ToJsonString().ShouldBe("""{"film":"HolderProbeFilm","sound":"HolderProbeSound"}""");
        union["x-union-unknown"]!.GetValue<string>().ShouldBe("UnknownHolderProbe");
        Schema(form, "HolderProbeSound")["x-union-base"]!.GetValue<string>().ShouldBe("HolderProbe");
        Schema(form, "HolderProbeSound")["x-union-inherited"]!.GetValue<string>().ShouldBe("|url|");
    }

    [Fact]
    public void A_server_takes_the_defaults_of_its_variables_and_further_ones_are_named()
    {
        var form = Of(
            "openapi: 3.0.3\nservers:\n  - url: https://{region}.example.com\n    variables:\n"
            + "      region: { default: www, enum: [www, eu-1] }\n"
            + "  - url: https://test.example.com\npaths: {}\n");

        Json(form)["servers"]![0]!["url"]!.GetValue<string>().ShouldBe("https://www.example.com");
        Json(form)["x-sdk-server-addresses"]!.ToJsonString().ShouldBe(
            """{"Www":"https://www.example.com","Eu1":"https://eu-1.example.com","Test":"https://test.example.com"}""");
    }

    [Fact]
    public void Webhooks_stay_under_a_name_of_our_own()
    {
        var form = Of("openapi: 3.1.0\npaths: {}\nwebhooks:\n  done:\n    post:\n      operationId: done\n      responses: {}\n");

        Json(form)["openapi"]!.GetValue<string>().ShouldBe("3.0.3");
        Json(form)["x-webhooks"]!["done"]!["post"]!["x-sdk-name"]!.GetValue<string>().ShouldBe("Done");
        Json(NSwagForm.Of(form))["x-webhooks"].ShouldBeNull();
    }

    private static SpecMap Form(string schema, string version = "3.0.3") => Of($$"""
        openapi: {{version}}
        paths: {}
        components:
          schemas:
            Holder:
              type: object
              properties:
                probe: {{(schema[0] == '{' ? schema : "{ " + schema + " }")}}
            Leaf:
              type: object
              required: [a]
              properties: { a: { type: string } }
            Texts:
              type: array
              items: { type: string, minLength: 1 }
            Anything:
              description: Anything.
        """);

    private static SpecMap Of(string yaml)
    {
        var problems = new ProblemList("a.yaml");
        var root = (SpecMap)new YamlReader(problems, CancellationToken.None).Read(yaml)!;
        var form = NormalForm.Of(root, problems, CancellationToken.None);
        problems.ToArray().Select(problem => problem.Message).ShouldBeEmpty();
        return form;
    }

    private static JsonNode Json(SpecMap form) => JsonNode.Parse(new JsonWriter(CancellationToken.None).Write(form)!)!;

    private static JsonNode Schema(SpecMap form, string name) => Json(form)["components"]!["schemas"]![name]!;

    private static string Property(SpecMap form, string owner, string name) => Schema(form, owner)["properties"]![name]!.ToJsonString();
}
