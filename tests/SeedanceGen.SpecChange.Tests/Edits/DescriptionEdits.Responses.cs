using static SeedanceGen.Release.Comparison.VersionBump;

namespace SeedanceGen.SpecChange.Tests.Edits;

/// <summary>What the service responds with and sends by itself, and where it is.</summary>
internal static partial class DescriptionEdits
{
    private const string SlowedSchema = """
        Slowed:
          type: object
          description: Too many requests. [API overview]
          required: [success, perMinute]
          properties:
            success:
              type: boolean
              description: False. [API overview]
            perMinute:
              type: integer
              description: How many a minute. [API overview]
        """;

    private const string Open = "Programs keep what they do not know: enumerations and unions of the SDK are open.";
    private const string NoLimits =
        "Specmatic compares types, values and required fields. Of limits, and of rules between fields, it compares none.";

    /// <summary>The schemas whose types have their names by their role.</summary>
    private static readonly string[] RolesOfSchemas =
    [
        "VideoGeneration", "VideoGenerationRequest", "VideoGenerationAccepted", "VideoGenerationCancelled", "ErrorEnvelope", "ApiError",
        "GenerationStatus", "SeedanceModel",
    ];

    private static IReadOnlyList<DescriptionEdit> Responses =>
    [
        new("fields of a response", Recipe.Named("Add fields to a response"), Minor,
            "minor  VideoGeneration.expiresAt is new", "minor  VideoGeneration.previews is new"),
        new("a field of a response has another name", Recipe.Named("Rename a field of a response"), Major,
            "major  VideoGenerationAccepted.creditsCharged is now called price")
        {
            Otherwise = "The field could be missing before; to Specmatic it now is, and another one is new.",
        },
        new("a field of a response is gone", yaml => yaml.Remove(Response + " > properties > duration"), Major,
            "major  VideoGeneration.duration is gone"),
        new("a field of a response is always present", yaml =>
            yaml.Replace(Schemas + " > VideoGenerationAccepted > required", "required: [success, requestId, status, creditsCharged]"),
            Minor, "minor  VideoGenerationAccepted.creditsCharged is always present now"),
        new("a field of a response may be missing", yaml => yaml.Replace(Response + " > required", "required: [success, requestId]"), Major,
            "major  VideoGeneration.status may be missing now"),
        new("an optional field of a response may be null", yaml => yaml.Add(Response + " > properties > prompt", "nullable: true"), Minor,
            "minor  VideoGeneration.prompt may be null, as well as missing")
        {
            Otherwise = "The SDK reads null and missing alike.",
        },
        new("a required field of a response may be null", yaml => yaml.Add(Response + " > properties > requestId", "nullable: true"), Major,
            "major  VideoGeneration.requestId may be null"),
        new("a field of a response is deprecated", yaml => yaml.Add(Response + " > properties > prompt", "deprecated: true"), Minor,
            "minor  VideoGeneration.prompt is deprecated"),
        new("a field of a response has another type", yaml => yaml
            .Replace(Response + " > properties > duration > type", "type: string"), Major,
            "major  VideoGeneration.duration is now string, was integer"),
        new("a field of a response has another format", yaml => yaml.Add(Response + " > properties > prompt", "format: uri"), Major,
            "major  VideoGeneration.prompt is now string (uri), was string")
        {
            Otherwise = "A narrower promise; but the member of the SDK gets another type.",
        },
        new("a limit of a response", yaml => yaml.Add(Response + " > properties > duration", "maximum: 60"), Patch,
            "patch  VideoGeneration.duration is described otherwise: maximum is 60, was not limited"),
        new("no limit of a response", yaml => yaml.Remove(Response + " > properties > requestId > minLength"), Minor,
            "minor  VideoGeneration.requestId is described otherwise: minLength is gone, was 1"),
        new("a terminal status", Recipe.Named("Add a status"), Minor,
            "minor  GenerationStatus \"lapsed\" is new, and a job does not change after it")
        {
            Otherwise = Open,
        },
        new("a status that is no longer terminal", yaml => yaml
            .Replace(Schemas + " > GenerationStatus > x-terminal", "x-terminal: [succeeded, cancelled]"),
            Major, "major  GenerationStatus \"failed\" is no longer terminal")
        {
            Otherwise = "The extension is our own. A program that waits would wait on.",
        },
        new("a union instead of an object", Recipe.Named("Make a union"), Major,
            "major  VideoOutput is now a union, was object"),
        new("a documented error", Recipe.Named("Document an error"), Minor,
            "minor  submitVideoGeneration: response 429 is new, with Slowed, header Retry-After"),
        new("a header of a response", Recipe.Named("Add a header to a response"), Minor,
            "minor  getVideoGeneration: response 200: header X-Remaining is new"),
        new("a further success", yaml => yaml.Add(Models + " > responses", """
            '206':
              description: Some of the models. [API overview]
              content:
                application/json:
                  schema:
                    $ref: '#/components/schemas/ModelList'
            """), Minor, "minor  listModels: response 206 is new, with ModelList"),
        new("another status of a success", yaml => yaml.Rename(Submit + " > responses > 200", "'202'"), Major,
            "major  submitVideoGeneration: response 200 is gone",
            "minor  submitVideoGeneration: response 202 is new, with VideoGenerationAccepted"),
        new("an error is no longer described", yaml => yaml.Remove(Models + " > responses > default"), Major,
            "major  listModels: response default is gone"),
        new("a type that nothing uses", yaml => yaml.Add(Schemas, SlowedSchema), Patch,
            "patch  schema Slowed is unreachable: no operation, callback or webhook uses it"),
        new("the schemas of a job have other names", yaml => RolesOfSchemas.Aggregate(yaml, (edited, schema) => edited
            .Rename($"{Schemas} > {schema}", "Clip" + schema).Words($"/schemas/{schema}'", $"/schemas/Clip{schema}'")), Patch),
        new("a description", yaml => yaml.Words("A job as the service reports it.", "A job as the service tells it."), Patch),
        new("openapi 3.1", yaml => yaml.Replace("openapi", "openapi: 3.1.0"), Patch),
    ];

    private static IReadOnlyList<DescriptionEdit> Webhooks =>
    [
        new("a header that a receiver should check", Recipe.Named("Add a header to the webhook"), Minor,
            "minor  receiveFinalResult: header X-Signed is new, and on every call: a receiver should check it"),
        new("a header that a receiver may get", yaml => yaml.Add(Callback, """
            parameters:
              - name: X-Attempt
                in: header
                description: Which attempt it is. [API overview]
                schema:
                  type: integer
            """), Minor, "minor  receiveFinalResult: header X-Attempt is new"),
        new("a webhook is gone", yaml => yaml.Remove(Submit + " > callbacks"), Major,
            "major  callback of submitVideoGeneration: receiveFinalResult is gone")
        {
            Otherwise = "Specmatic does not compare callbacks.",
        },
        new("a webhook of 3.1", yaml => yaml.Replace("openapi", "openapi: 3.1.0").Add("", "webhooks:").Add("webhooks", """
            quotaLow:
              post:
                operationId: receiveQuotaLow
                tags: [models]
                summary: Little is left.
                description: Little is left. [API overview]
                requestBody:
                  required: true
                  content:
                    application/json:
                      schema:
                        $ref: '#/components/schemas/Quota'
                responses:
                  2XX:
                    description: Received.
            """).Add(Schemas, QuotaSchema), Minor, "minor  webhook: receiveQuotaLow is new"),
        new("another response of a receiver", yaml => yaml.Remove(Callback + " > responses > 4XX"), Minor,
            "minor  receiveFinalResult: response 4XX is gone"),
    ];

    private static IReadOnlyList<DescriptionEdit> Places =>
    [
        new("a second server", Recipe.Named("Add a server"), Minor,
            "minor  server https://asia.seedance.example is new"),
        new("a server with a variable", Recipe.Named("Add a region"), Minor,
            "minor  server https://asia.seedance2.ink is new", "minor  server variable zone is new"),
        new("another server", yaml => yaml
            .Words("  - url: https://www.seedance2.ink\n", "  - url: https://www.seedance2.ink/gateway\n"), Major,
            "major  the base address is https://www.seedance2.ink/gateway, was https://www.seedance2.ink")
        {
            Otherwise = "Specmatic does not compare servers; the key goes to another place.",
        },
        new("a second key", yaml => yaml.Replace("security > [0]", "- apiKey: []\n  tenant: []").Add("components > securitySchemes", """
            tenant:
              type: apiKey
              in: header
              name: X-Tenant
              description: Who pays. [API overview]
            """), Major, "major  every operation needs apiKey and tenant, was apiKey"),
        new("another way to send the key", yaml => yaml.Add("security", "- query: []").Add("components > securitySchemes", """
            query:
              type: apiKey
              in: query
              name: key
              description: The key. [API overview]
            """), Minor, "minor  every operation needs apiKey or query, was apiKey"),
        new("an operation without a key", yaml => yaml.Add(Models, "security: []"), Minor, "minor  listModels needs no key, was apiKey"),
        new("the key in another header", yaml => yaml.Replace("components > securitySchemes > apiKey", """
            apiKey:
              type: apiKey
              in: header
              name: X-Api-Key
              description: The key. [API overview]
            """), Major, "major  the key apiKey is sent as apikey header x-api-key, was http bearer"),
    ];
}
