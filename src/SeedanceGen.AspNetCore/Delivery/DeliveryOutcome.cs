namespace SeedanceGen.AspNetCore.Delivery;

/// <summary>What came of one attempt to deliver.</summary>
internal enum DeliveryOutcome
{
    /// <summary>It is delivered, now or earlier.</summary>
    Done,

    /// <summary>There is nothing to deliver: the API does not know the job.</summary>
    Nothing,

    /// <summary>The API still calls the job unfinished. A webhook is the final result, so that may be older than the webhook.</summary>
    TooEarly,

    /// <summary>The job could not be read or the handler threw; another attempt may go better.</summary>
    Failed,
}
