using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing.Service;

/// <summary>
/// Chooses the plan of a job's webhook, and makes its body: the result as a read would tell it, in the variant that is played.
/// </summary>
internal sealed class WebhookComposer(
    SeedanceMockOptions options,
    ApiDescription description,
    ResponseSampler responses,
    ExchangeValidator validator,
    ViolationLog violations,
    Func<Uri> baseAddress,
    WebhookSigner? signer = null)
{
    private readonly WebhookHeaders _headers = new(description, responses, options.WebhookSecret);

    /// <summary>
    /// The headers of a webhook with this body, at this time: the documented ones, and a signature when the variant has one.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> HeadersOf(byte[] body, bool isForged, DateTimeOffset now) =>
        signer is null ? _headers.Of(body, isForged, now) : [.. _headers.Of(body, isForged, now), .. signer.Sign(body, isForged, now)];

    public byte[] Forge(ForgedWebhook forged, byte[] result) => forged.Forge(result, description.Jobs.Read);

    public (WebhookPlan Plan, byte[] Body) Compose(MockJob job)
    {
        var plan = PlanFor(job);
        return (plan, BodyOf(job, plan));
    }

    /// <summary>Validates a result by the API description. A forged body is no result, and is not validated.</summary>
    public void Validate(string requestId, WebhookPlan plan, byte[] body) =>
        validator.Webhook(requestId, WebhookPost.ContentType, body, isReshaped: plan.Reshape is not null);

    private WebhookPlan PlanFor(MockJob job)
    {
        try
        {
            return job.Webhook ?? options.WebhookFor?.Invoke(job)?.EnsureUsable() ?? options.Webhook;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The option is code of the test, so any exception can come: a violation names it.
            violations.Add(
                MockViolationKind.UndeliveredWebhook,
                $"{nameof(SeedanceMockOptions.WebhookFor)} threw for {job.RequestId}, so its webhook goes out as the options say: "
                    + $"{failure.GetType().Name}: {failure.Message}");
            return options.Webhook;
        }
    }

    private byte[] BodyOf(MockJob job, WebhookPlan plan)
    {
        var body = responses.Jobs.Result(job, job.Status, baseAddress());
        if (plan.Reshape is null && options.Variant.Changes.Count == 0)
            return body;

        var read = description.Jobs.Get;
        var edited = new EditableResponse(read.Id, job.RequestId, StatusCodes.Status200OK, JsonNode.Parse(body));
        foreach (var change in options.Variant.Changes)
            change.Apply(edited, read, description.Jobs);
        body = Encoding.UTF8.GetBytes(edited.Body!.ToJsonString());
        return plan.Reshape is null ? body : Reshaped(job, plan.Reshape, edited.Body.AsObject()) ?? body;
    }

    /// <summary>
    /// The body as a test wants it; null when the test threw, or left something that JSON does not have, such as an infinite number.
    /// </summary>
    private byte[]? Reshaped(MockJob job, Action<JsonObject> reshape, JsonObject result)
    {
        try
        {
            reshape(result);
            return Encoding.UTF8.GetBytes(result.ToJsonString());
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The option is code of the test, so any exception can come: a violation names it.
            violations.Add(
                MockViolationKind.WebhookViolation,
                $"{nameof(WebhookPlan)}.{nameof(WebhookPlan.Reshape)} failed for {job.RequestId}, so its webhook goes out as it was "
                    + $"before: {failure.GetType().Name}: {failure.Message}");
            return null;
        }
    }
}
