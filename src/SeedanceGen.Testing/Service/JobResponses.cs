using System.Text.Json;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

/// <summary>What the API says about a job, in exactly the documented shapes.</summary>
internal static class JobResponses
{
    private static readonly JsonElement NoError = JsonSerializer.Deserialize("null", SeedanceJsonContext.Default.JsonElement);

    public static VideoGenerationAccepted Accepted(MockJob job) => new()
    {
        Success = true,
        RequestId = job.RequestId,
        Status = GenerationStatus.Queued,
        CreditsCharged = job.CreditsCharged,
    };

    public static VideoGenerationCancelled Cancelled(MockJob job) => new()
    {
        Success = true,
        RequestId = job.RequestId,
        Status = GenerationStatus.Cancelled,
    };

    /// <summary>The job as it is in this status; defaults are not documented, so what was not asked for is not reported.</summary>
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
}
