using System.Text.Json.Nodes;

namespace SeedanceGen.AI.Operations;

/// <summary>The results of the operations. Every result about a job has the same fields; what is not known is left out.</summary>
internal static class JobResult
{
    public const string Error = "error";

    private const string Status = "status";
    private const string Next = "next";

    public static JsonObject Accepted(GenerationJob job)
    {
        var result = new JsonObject { [ArgumentSchema.JobId] = job.Id, [Status] = job.Status?.Value, ["isFinished"] = false };
        if (job.CreditsCharged is { } credits)
            result["creditsCharged"] = credits;
        return result;
    }

    /// <summary>Adds what a read of the job says.</summary>
    public static JsonObject Read(this JsonObject result, VideoGeneration generation)
    {
        var state = JobState.Of(generation);
        result[ArgumentSchema.JobId] = state.Id;
        result[Status] = state.Status.Value;
        result["isFinished"] = state.Status.IsTerminal;
        if (state.VideoLink is { } link)
            result["videoUrl"] = link.OriginalString;
        if ((generation.ErrorMessage ?? generation.ErrorCode) is { } failure)
            result["failure"] = failure;
        return result;
    }

    public static JsonObject Saved(this JsonObject result, string path, long bytes)
    {
        (result["file"], result["bytes"]) = (path, bytes);
        return result;
    }

    /// <summary>Adds what to do next.</summary>
    public static JsonObject Then(this JsonObject result, string next)
    {
        result[Next] = next;
        return result;
    }

    /// <summary>Adds what went wrong.</summary>
    public static JsonObject Failed(this JsonObject result, Exception exception)
    {
        if (exception is GenerationException { Generation: { } generation })
            result.Read(generation);
        result[Error] = AgentException.Describe(exception);
        return result;
    }
}
