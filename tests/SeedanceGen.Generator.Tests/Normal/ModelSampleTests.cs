using System.Text.Json.Nodes;
using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Normal;
using SeedanceGen.Generator.Parsing;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Tests.Normal;

/// <summary>The samples that the factory of the models is made from.</summary>
public sealed class ModelSampleTests
{
    [Fact]
    public void The_first_example_of_an_exchange_counts_also_for_what_is_in_it()
    {
        Sample("Job").ShouldBe("""{"id":"j_1","parts":[{"size":7}],"state":"done"}""");
        Sample("Part").ShouldBe("""{"size":7}""");
    }

    [Fact]
    public void A_required_field_that_the_example_lacks_gets_the_plainest_value_of_its_type() => Sample("Other").ShouldBe(
        """{"name":"shown","at":"2026-01-01T00:00:00Z","count":3,"state":"queued","inner":{"size":1},"list":[],"on":true,"free":{}}""");

    [Fact]
    public void A_variant_says_which_it_is_and_a_union_is_its_first_variant()
    {
        Sample("Cat").ShouldBe("""{"kind":"cat","lives":9}""");
        Sample("Pet").ShouldBe("""{"kind":"cat","lives":9}""");
        Sample("Dog").ShouldBe("""{"kind":"dog"}""");
    }

    [Fact]
    public void Required_fields_that_lead_in_a_circle_end() => Sample("Loop").Length.ShouldBeGreaterThan(10);

    private static string Sample(string component)
    {
        var problems = new ProblemList("a.yaml");
        var form = SpecReader.Read(new SpecFile("a.yaml", Yaml), problems, CancellationToken.None).Form.ShouldNotBeNull();
        var made = ModelSamples.Complete(form, new ReferenceResolver(form, problems), Json);
        return JsonNode.Parse(Json(made))!["components"]!["schemas"]![component]!["x-sdk-sample"]!.GetValue<string>();
    }

    private static string Json(SpecNode node) => new JsonWriter(CancellationToken.None).Write(node)!;

    private const string Yaml = """
        openapi: 3.0.3
        info: { title: Samples, version: '1' }
        paths:
          /jobs:
            get:
              operationId: readJob
              responses:
                '200':
                  description: A job.
                  content:
                    application/json:
                      schema: { $ref: '#/components/schemas/Job' }
                      examples:
                        first: { value: { id: j_1, parts: [{ size: 7 }] } }
                        second: { value: { id: j_2 } }
        components:
          schemas:
            State: { type: string, enum: [done, queued] }
            Job:
              type: object
              required: [id, state]
              properties:
                id: { type: string }
                state: { $ref: '#/components/schemas/State' }
                parts: { type: array, items: { $ref: '#/components/schemas/Part' } }
            Part:
              type: object
              required: [size]
              properties: { size: { type: integer } }
            Inner:
              type: object
              required: [size]
              properties: { size: { type: integer } }
            Other:
              type: object
              required: [name, at, count, state, inner, list, on, free]
              example: { name: shown }
              properties:
                name: { type: string }
                at: { type: string, format: date-time }
                count: { type: integer, minimum: 3 }
                state: { allOf: [{ $ref: '#/components/schemas/State' }], example: queued }
                inner: { $ref: '#/components/schemas/Inner' }
                list: { type: array, items: { type: string } }
                on: { type: boolean }
                free: { type: object, additionalProperties: {} }
                extra: { type: string }
            Pet:
              oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
              discriminator: { propertyName: kind, mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' } }
            Cat:
              type: object
              required: [kind, lives]
              properties: { kind: { type: string }, lives: { type: integer, example: 9 } }
            Dog:
              type: object
              required: [kind]
              properties: { kind: { type: string } }
            Loop:
              type: object
              required: [next]
              properties: { next: { $ref: '#/components/schemas/Loop' } }
        """;
}
