using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>Reads the options of a reset; a missing option is the one that the host started with.</summary>
internal static class ControlOptions
{
    private static readonly Dictionary<string, Func<ControlInput, JobLifecycle>> Lifecycles = new(StringComparer.Ordinal)
    {
        ["immediately"] = _ => JobLifecycle.Immediately,
        ["manually"] = _ => JobLifecycle.Manually,
        ["afterPolls"] = input => JobLifecycle.AfterPolls(input.RequiredCount("polls", 0)),
        ["after"] = input => JobLifecycle.After(input.RequiredSeconds("seconds")),
    };

    public static IEnumerable<string> LifecycleNames => Lifecycles.Keys;

    /// <summary>The same options on another clock.</summary>
    public static SeedanceMockOptions OnClock(TimeProvider clock, SeedanceMockOptions start) => Read(ControlInput.Nothing(), start, clock);

    public static SeedanceMockOptions Read(ControlInput input, SeedanceMockOptions start) => Read(input, start, start.TimeProvider);

    private static SeedanceMockOptions Read(ControlInput input, SeedanceMockOptions start, TimeProvider clock)
    {
        var webhook = input.Object("webhook") is { } plan ? ControlWebhook.Read(plan, start.Webhook) : start.Webhook;
        var options = new SeedanceMockOptions
        {
            ApiKey = start.ApiKey,
            Lifecycle = input.Object("lifecycle") is { } lifecycle ? Lifecycle(lifecycle) : start.Lifecycle,
            LifecycleFor = input.Has("lifecycle") ? null : start.LifecycleFor,
            Jobs = Jobs(input, start),
            AcceptUnknownModels = input.Flag("acceptUnknownModels") ?? start.AcceptUnknownModels,
            Price = input.Count("price", 0) is { } price ? _ => price : start.Price,
            Balance = input.Count("balance", 0) ?? start.Balance,
            FailRate = input.Part("failRate") ?? start.FailRate,
            RateLimit = input.Object("rateLimit") is { } limit ? RateLimit(limit) : start.RateLimit,
            VisibleAfter = input.Seconds("visibleAfterSeconds") ?? start.VisibleAfter,
            LinkLifetime = input.Seconds("linkLifetimeSeconds", canBeZero: false) ?? start.LinkLifetime,
            Webhook = webhook,
            WebhookFor = input.Object("webhookChaos") is { } webhookChaos ? WebhookChaos(webhookChaos)
                : input.Has("webhook") ? null
                : start.WebhookFor,
            WebhookHandler = start.WebhookHandler,
            Models = input.List("models") ?? start.Models,
            Variant = input.OneOf("variant", ControlNames.Variants) ?? start.Variant,
            FillOptionalFields = input.Flag("fillOptionalFields") ?? start.FillOptionalFields,
            WebhookSecret = start.WebhookSecret,
            Reshape = start.Reshape,
            AllowedHosts = start.AllowedHosts,
            Latency = input.Seconds("latencySeconds") ?? start.Latency,
            Chaos = input.Object("chaos") is { } chaos ? Chaos(chaos) : start.Chaos,
            Strict = start.Strict,
            IgnoredViolations = input.ListOf("ignoredViolations", ControlNames.Kinds) ?? start.IgnoredViolations,
            Retention = start.Retention,
            TimeProvider = clock,
        };
        input.End();
        options.EnsureUsable();
        return options;
    }

    private static IReadOnlyList<ExistingJob> Jobs(ControlInput input, SeedanceMockOptions start)
    {
        var (jobs, examples) = (input.Objects("jobs"), input.Flag("withExamples"));
        if (jobs is null && examples is null)
            return start.Jobs;

        IEnumerable<ExistingJob> documented = examples == true ? ExistingJob.Examples : [];
        return [.. documented, .. (jobs ?? []).Select(job => ExistingJobInput.Read(job, start.Webhook))];
    }

    /// <summary>Reads how a job comes to its end.</summary>
    public static JobLifecycle Lifecycle(ControlInput input)
    {
        var lifecycle = input.RequiredOneOf("kind", Lifecycles)(input);
        if (input.Object("failure") is { } failure)
        {
            lifecycle = lifecycle.EndingInFailure(failure.RequiredText("code"), failure.Text("message") ?? "");
            failure.End();
        }

        if (input.Text("endingIn") is { } status)
        {
            lifecycle = ApiDescription.Current.Jobs.Terminal.Contains(status)
                ? lifecycle.EndingIn(new GenerationStatus(status))
                : throw input.Invalid("endingIn", "one of " + string.Join(", ", ApiDescription.Current.Jobs.Terminal), status);
        }

        input.End();
        return lifecycle;
    }

    private static MockRateLimit RateLimit(ControlInput input)
    {
        var limit = new MockRateLimit(input.RequiredCount("requests", 1), input.RequiredSeconds("seconds", canBeZero: false));
        input.End();
        return limit;
    }

    private static MockChaos Chaos(ControlInput input)
    {
        var chaos = new MockChaos(input.RequiredCount("seed", int.MinValue), Rate(input))
        {
            Operations = input.ListOf("operations", ControlNames.Operations) ?? [],
            Faults = input.Objects("faults")?.Select(Fault).ToList() ?? MockFault.Catalogue,
        };
        input.End();
        return chaos;
    }

    private static MockFault Fault(ControlInput input)
    {
        var fault = ControlFault.Read(input);
        input.End();
        return fault;
    }

    private static Func<MockJob, WebhookPlan?> WebhookChaos(ControlInput input)
    {
        var plans = WebhookPlan.Chaos(input.RequiredCount("seed", int.MinValue), Rate(input));
        input.End();
        return plans;
    }

    private static double Rate(ControlInput input) => input.Part("rate") ?? throw input.Invalid("rate", "a number from 0 to 1");
}

/// <summary>Reads a webhook plan; a missing value is the one of the plan that it starts from.</summary>
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
            IsSentBeforeResponse = input.Has("timing") ? input.OneOf("timing", ControlNames.Timings) : start.IsSentBeforeResponse,
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
