using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Contract;
using SeedanceGen.Testing.Engine;

namespace SeedanceGen.Testing.Webhooks;

/// <summary>What a webhook carries: the result of its job as a read would tell it, in the future that is played, as the plan shapes it.</summary>
internal static class WebhookBody
{
    public static byte[] Of(MockJob job, MockServerState state, WebhookPlan plan)
    {
        var result = JobReports.Result(job, job.Status, state.BaseAddress);
        var body = JsonSerializer.SerializeToUtf8Bytes(result, SeedanceJsonContext.Default.VideoGeneration);
        if (plan.Reshape is null && state.Options.Future.Changes.Count == 0)
            return body;

        var read = ApiContract.Current[SeedanceOperations.GetVideoGeneration.Id];
        var answer = new MockAnswer(read.Id, job.RequestId, StatusCodes.Status200OK, JsonNode.Parse(body));
        foreach (var change in state.Options.Future.Changes)
            change.Apply(answer, read);
        Reshape(job, state, plan, answer.Body!.AsObject());
        return Encoding.UTF8.GetBytes(answer.Body.ToJsonString());
    }

    private static void Reshape(MockJob job, MockServerState state, WebhookPlan plan, JsonObject result)
    {
        try
        {
            plan.Reshape?.Invoke(result);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Code of the test's author: whatever it throws is shown to him, as a finding that names it.
            state.Findings.Add(
                MockFindingKind.WebhookViolation,
                $"{nameof(WebhookPlan)}.{nameof(WebhookPlan.Reshape)} threw for {job.RequestId}, so its webhook goes out as it is by then: {failure.GetType().Name}: {failure.Message}");
        }
    }
}
