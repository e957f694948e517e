namespace SeedanceGen.Testing;

/// <summary>When a webhook goes out, seen from the answer to the request that ended its job.</summary>
public enum WebhookTiming
{
    /// <summary>Once the answer is sent.</summary>
    AfterResponse,

    /// <summary>
    /// Before the answer is sent, so that the receiver hears of the end, or even of the job, before its caller does. The answer waits for
    /// the first attempt to end, though for no more than two seconds of real time: a receiver that waits for the answer itself gets it then.
    /// </summary>
    BeforeResponse,
}
