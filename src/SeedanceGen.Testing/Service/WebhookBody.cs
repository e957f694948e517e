using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

/// <summary>What a webhook carries: the result of its job as a read would tell it, in the variant that is played, as the plan shapes it.</summary>
internal static class WebhookBody
{
    public static byte[] Of(MockJob job, MockServerState state, WebhookPlan plan)
    {
        var result = JobResponses.Result(job, job.Status, state.BaseAddress);
        var body = JsonSerializer.SerializeToUtf8Bytes(result, SeedanceJsonContext.Default.VideoGeneration);
        if (plan.Reshape is null && state.Options.Variant.Changes.Count == 0)
            return body;

        var read = ApiDescription.Current[SeedanceOperations.GetVideoGeneration.Id];
        var answer = new EditableResponse(read.Id, job.RequestId, StatusCodes.Status200OK, JsonNode.Parse(body));
        foreach (var change in state.Options.Variant.Changes)
            change.Apply(answer, read);
        body = Encoding.UTF8.GetBytes(answer.Body!.ToJsonString());
        return plan.Reshape is null ? body : Reshaped(job, state, plan.Reshape, answer.Body.AsObject()) ?? body;
    }

    /// <summary>The body as a test wants it; null when it threw, or left what JSON cannot say, such as a number that is none.</summary>
    private static byte[]? Reshaped(MockJob job, MockServerState state, Action<JsonObject> reshape, JsonObject result)
    {
        try
        {
            reshape(result);
            return Encoding.UTF8.GetBytes(result.ToJsonString());
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Code of the test's author: whatever it throws is shown to him, as a violation that names it.
            state.Violations.Add(
                MockViolationKind.WebhookViolation,
                $"{nameof(WebhookPlan)}.{nameof(WebhookPlan.Reshape)} failed for {job.RequestId}, so its webhook goes out as it was before: {failure.GetType().Name}: {failure.Message}");
            return null;
        }
    }
}
