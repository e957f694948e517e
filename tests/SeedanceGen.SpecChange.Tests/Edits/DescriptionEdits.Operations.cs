using static SeedanceGen.Release.Comparison.VersionBump;

namespace SeedanceGen.SpecChange.Tests.Edits;

/// <summary>Operations and their parameters.</summary>
internal static partial class DescriptionEdits
{
    private const string QuotaSchema = """
        Quota:
          type: object
          description: What is left. [API overview]
          required: [success, left]
          properties:
            success:
              type: boolean
              description: True when the request was carried out. [API overview]
            left:
              type: integer
              description: The number of jobs. [API overview]
        """;

    private static IReadOnlyList<DescriptionEdit> Operations =>
    [
        new("an operation", Recipe.Named("Add an operation"), Minor, "minor  operation getQuota is new: GET /api/open/v1/quota"),
        new("an operation with a list", yaml => yaml
            .Add("paths > /api/open/v1/video/generations", """
                get:
                  operationId: listJobs
                  tags: [videos]
                  summary: Lists jobs.
                  description: Newest first. [API overview]
                  parameters:
                    - name: status
                      in: query
                      description: Only these. [API overview]
                      schema:
                        $ref: '#/components/schemas/GenerationStatus'
                    - name: pageSize
                      in: query
                      description: How many. [API overview]
                      schema:
                        type: integer
                        minimum: 1
                        maximum: 50
                  responses:
                    '200':
                      description: A page. [API overview]
                      content:
                        application/json:
                          schema:
                            $ref: '#/components/schemas/JobPage'
                    default:
                      $ref: '#/components/responses/Error'
                """)
            .Add(Schemas, """
                JobPage:
                  type: object
                  description: A page of jobs. [API overview]
                  required: [data]
                  properties:
                    data:
                      type: array
                      description: The jobs. [API overview]
                      items:
                        $ref: '#/components/schemas/VideoGeneration'
                    next:
                      type: string
                      description: The next page. [API overview]
                """),
            Minor, "minor  operation listJobs is new: GET /api/open/v1/video/generations"),
        new("a list that pages", Recipe.Named("Let a list page"), Minor,
            "minor  operation listEvents is new: GET /api/open/v1/events"),
        new("an operation that returns bytes", Recipe.Named("Return bytes"), Minor,
            "minor  operation readFrame is new: GET /api/open/v1/video/generations/{requestId}/frame"),
        new("an operation that takes a file", Recipe.Named("Take a file"), Minor,
            "minor  operation uploadFile is new: POST /api/open/v1/files"),
        new("an operation is gone", Recipe.Named("Take an operation away"), Major,
            "major  operation listModels is gone: GET /api/open/v1/models",
            "patch  schema ModelList is unreachable: no operation, callback or webhook uses it"),
        new("an operation has another id", yaml => yaml.Replace(Models + " > operationId", "operationId: list.all-models"), Major,
            "major  operation listModels is now called list.all-models")
        {
            Otherwise = "The id is no part of the wire; it names the method of the SDK.",
        },
        new("an operation is deprecated", Recipe.Named("Deprecate an operation"), Minor, "minor  listModels is deprecated"),
        new("an operation costs credits", yaml => yaml.Add(Models, "x-charges-credits: true"), Major, "major  listModels costs credits now")
        {
            Otherwise = "The extension is our own. What costs credits is not repeated silently.",
        },
        new("an optional query parameter", Recipe.Named("Add a query parameter"), Minor,
            "minor  listModels: query parameter beta is new"),
        new("a required query parameter", yaml => yaml.Add(Models, """
            parameters:
              - name: region
                in: query
                required: true
                description: Where. [API overview]
                schema:
                  type: string
            """), Major, "major  listModels: query parameter region is new and required"),
        new("an optional header", Recipe.Named("Add a header to a request"), Minor, "minor  listModels: header X-Team is new"),
        new("an idempotency key", Recipe.Named("Take an idempotency key"), Minor,
            "minor  submitVideoGeneration: header X-Request-Key is new"),
        new("a required header", yaml => yaml.Add(Models, """
            parameters:
              - name: X-Client
                in: header
                required: true
                description: Who asks. [API overview]
                schema:
                  type: string
            """), Major, "major  listModels: header X-Client is new and required"),
        new("a narrower path parameter", yaml => yaml.Add("components > parameters > RequestId > schema", "maxLength: 40"), Major,
            "major  getVideoGeneration: path parameter requestId accepts less: maxLength is 40, was not limited",
            "major  cancelVideoGeneration: path parameter requestId accepts less: maxLength is 40, was not limited")
        {
            Otherwise = NoLimits,
        },
        new("another name of a path parameter", yaml => yaml
            .Words("{requestId}", "{jobId}").Words("name: requestId", "name: jobId"), Patch),
        new("a path has another version", yaml => yaml.Words("/api/open/v1/models", "/api/open/v2/models"), Major,
            "major  listModels is now GET /api/open/v2/models, was GET /api/open/v1/models"),
        new("another method", yaml => yaml.Rename(Read, "put"), Major,
            "major  getVideoGeneration is now PUT /api/open/v1/video/generations/{requestId}, "
            + "was GET /api/open/v1/video/generations/{requestId}"),
        new("a body of another media type", yaml => yaml.Rename(Submit + " > requestBody > content > application/json", "text/json"), Major,
            "major  submitVideoGeneration: the body is no longer application/json",
            "minor  submitVideoGeneration: the body may be text/json"),
        new("a body that may be missing", yaml => yaml.Replace(Submit + " > requestBody > required", "required: false"), Minor,
            "minor  submitVideoGeneration: the body is optional now"),
    ];
}
