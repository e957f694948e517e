namespace SeedanceGen.Testing;

/// <summary>What an attempt to deliver a webhook carries.</summary>
public enum WebhookKind
{
    /// <summary>The job's final result.</summary>
    Result,

    /// <summary>The result once more, though the receiver took it.</summary>
    Duplicate,

    /// <summary>A body that is not the job's result; see <see cref="ForgedWebhook"/>.</summary>
    Forged,
}
