using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

/// <summary>The responses of success, in exactly the documented shapes.</summary>
internal static class JobResponses
{
    private static readonly JsonElement NoError = JsonSerializer.Deserialize("null", SeedanceJsonContext.Default.JsonElement);

    public static MockResponse Accepted(MockJob job) => MockResponse.Json(
        StatusCodes.Status200OK,
        new VideoGenerationAccepted
        {
            Success = true,
            RequestId = job.RequestId,
            Status = GenerationStatus.Queued,
            CreditsCharged = job.CreditsCharged,
        },
        SeedanceJsonContext.Default.VideoGenerationAccepted,
        GenerationStatus.Queued);

    public static MockResponse Read(MockJob job, GenerationStatus status, Uri baseAddress) => MockResponse.Json(
        StatusCodes.Status200OK, Result(job, status, baseAddress), SeedanceJsonContext.Default.VideoGeneration, status);

    public static MockResponse Cancelled(MockJob job) => MockResponse.Json(
        StatusCodes.Status200OK,
        new VideoGenerationCancelled { Success = true, RequestId = job.RequestId, Status = GenerationStatus.Cancelled },
        SeedanceJsonContext.Default.VideoGenerationCancelled,
        GenerationStatus.Cancelled);

    /// <summary>The list of models. The shape of its elements is not documented.</summary>
    public static MockResponse Models(IReadOnlyList<JsonElement>? models) => MockResponse.Json(
        StatusCodes.Status200OK,
        new ModelList { Success = true, Data = models ?? [.. SeedanceModel.KnownValues.Select(Describe)] },
        SeedanceJsonContext.Default.ModelList);

    /// <summary>The job in this status. Defaults are not documented, so what was not asked for is not reported.</summary>
    public static VideoGeneration Result(MockJob job, GenerationStatus status, Uri baseAddress) => new()
    {
        Success = true,
        RequestId = job.RequestId,
        Status = status,
        Model = job.Asked.Model,
        Prompt = job.Asked.Prompt,
        Duration = job.Asked.Duration,
        AspectRatio = job.Asked.AspectRatio,
        Output = status == GenerationStatus.Succeeded
            ? new VideoOutput { Type = DocumentedExamples.OutputType, Url = VideoEndpoint.UrlOf(job.RequestId, baseAddress) }
            : null,
        Error = status == GenerationStatus.Failed && job.Failure is { } failure
            ? JsonSerializer.SerializeToElement(failure, SeedanceJsonContext.Default.ApiError)
            : NoError,
    };

    // Only the name, so that no test relies on a field that the service may not have.
    private static JsonElement Describe(SeedanceModel model)
    {
        using var element = JsonDocument.Parse(new JsonObject { ["id"] = model.Value }.ToJsonString());
        return element.RootElement.Clone();
    }
}
