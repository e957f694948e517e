using SeedanceGen.Durable;

namespace ShopSample;

/// <summary>What a customer sends.</summary>
/// <param name="Prompt">What the video shows.</param>
public sealed record OrderRequest(string Prompt);

/// <summary>An order as customers see it.</summary>
/// <param name="Number">The shop's own number; it is the key of the durable job, and is paid for once.</param>
/// <param name="Status"><c>in production</c>, <c>ready</c>, <c>failed</c>, or <c>unclear</c> while a person has to look.</param>
/// <param name="JobId">The job of the service, once it is accepted.</param>
/// <param name="Error">Why there is no video, when the order has failed.</param>
public sealed record Order(string Number, string Status, string? JobId, string? Error = null)
{
    /// <summary>The order of a durable job: the ledger has all that the shop knows.</summary>
    public static Order Of(VideoJob job)
    {
        var status = job switch
        {
            { Location: not null } => "ready",
            { State: VideoJobState.Failed or VideoJobState.Cancelled or VideoJobState.Handled } => "failed",
            { State: VideoJobState.OutcomeUnknown } => "unclear",
            _ => "in production",
        };
        return new Order(job.Key, status, job.RequestId, status == "failed" ? job.Error : null);
    }
}
