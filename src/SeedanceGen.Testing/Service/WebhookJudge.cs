using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

/// <summary>Holds the result that a webhook carries against the API description. A forged body is no result, and is not judged.</summary>
internal static class WebhookJudge
{
    /// <summary>Adds what is wrong to the violations.</summary>
    /// <param name="state">The mock that posts it.</param>
    /// <param name="dispatch">The webhook.</param>
    public static void Judge(MockServerState state, WebhookDispatch dispatch)
    {
        if (WebhookContract.Call is not { RequestBody: { } body } call)
            return;

        var violations = body.Judge(WebhookPost.ContentType, dispatch.Body);
        if (state.Watch.AllowsUnknownValues)
            violations.RemoveAll(violation => violation.Keyword == EnumRule.Keyword);
        if (violations.Count == 0)
            return;

        var culprit = dispatch.Plan.Reshape is null
            ? "the mock, not of the code under test"
            : $"the test, which shapes webhooks by {nameof(WebhookPlan)}.{nameof(WebhookPlan.Reshape)}";
        state.Violations.Add(
            MockViolationKind.WebhookViolation,
            state.Keys.Redact($"the webhook of {dispatch.RequestId} ({call.Id}): {string.Join("; ", violations)}. The fault of {culprit}."));
    }
}
