namespace SeedanceGen.Testing.Host.Control;

/// <summary>Reads a plan of webhooks; what it does not say is as in the plan that it starts from.</summary>
internal static class ControlWebhook
{
    public static WebhookPlan Read(ControlInput input, WebhookPlan start)
    {
        var forged = (input.ListOf("forgeries", ControlNames.Forgeries), input.Texts("forgedBodies")) switch
        {
            (null, null) => start.Forgeries,
            var (ready, own) => [.. ready ?? [], .. (own ?? []).Select(WebhookForgery.Of)],
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
            LostAttempts = input.Count("lostAttempts", 0) ?? start.LostAttempts,
            IsLost = input.Flag("isLost") ?? start.IsLost,
            Forgeries = forged,
        };
        input.End();
        return plan;
    }
}
