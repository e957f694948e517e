namespace SeedanceGen.AspNetCore.Delivery;

/// <summary>What came of one attempt to deliver.</summary>
internal enum DeliveryOutcome
{
    /// <summary>It is delivered, now or earlier.</summary>
    Done,

    /// <summary>There is nothing to deliver: the API does not know the job, or it has not ended.</summary>
    Nothing,

    /// <summary>The job could not be read or the handler threw; another attempt may go better.</summary>
    Failed,
}
