namespace SeedanceGen.Testing.Host.Control;

/// <summary>Reads a plan of webhooks; what it does not say is as in the plan that it starts from.</summary>
internal static class ControlWebhook
{
    public static WebhookPlan Read(ControlInput input, WebhookPlan start)
    {
        var forged = (input.ListOf("forgedWebhooks", ControlNames.ForgedWebhooks), input.Texts("forgedBodies")) switch
        {
            (null, null) => start.ForgedWebhooks,
            var (ready, own) => [.. ready ?? [], .. (own ?? []).Select(ForgedWebhook.Of)],
        };
        var plan = start with
        {
            Timing = input.Has("timing") ? input.OneOf("timing", ControlNames.Timings) : start.Timing,
            Delay = input.Seconds("delaySeconds") ?? start.Delay,
            AfterNext = input.Seconds("afterNextSeconds") ?? start.AfterNext,
            RetryDelays = input.ListOfSeconds("retryDelaysSeconds") ?? start.RetryDelays,
            AttemptTimeout = input.Seconds("attemptTimeoutSeconds", canBeZero: false) ?? start.AttemptTimeout,
            Duplicates = input.Count("duplicates", 0) ?? start.Duplicates,
            DuplicateDelay = input.Seconds("duplicateDelaySeconds") ?? start.DuplicateDelay,
            DroppedAttempts = input.Count("droppedAttempts", 0) ?? start.DroppedAttempts,
            IsDropped = input.Flag("isDropped") ?? start.IsDropped,
            ForgedWebhooks = forged,
        };
        input.End();
        return plan;
    }
}
