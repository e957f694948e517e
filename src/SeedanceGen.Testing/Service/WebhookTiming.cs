namespace SeedanceGen.Testing;

/// <summary>When a webhook is sent, seen from the response to the request that ended its job.</summary>
public enum WebhookTiming
{
    /// <summary>Once the response is sent.</summary>
    AfterResponse,

    /// <summary>
    /// Before the response is sent, so that the receiver hears of the end, or even of the job, before its caller does. The response waits
    /// for the first attempt to end, though for no more than two seconds of real time: a receiver that waits for the response gets it then.
    /// </summary>
    BeforeResponse,
}
