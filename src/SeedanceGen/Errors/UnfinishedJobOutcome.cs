using SeedanceGen.Texts;

namespace SeedanceGen;

/// <summary>What happened to the job of a wait that was canceled or timed out.</summary>
public enum UnfinishedJobOutcome
{
    /// <summary>The job was left running, as <see cref="WaitOptions.OnTimeoutOrCancel"/> said.</summary>
    LeftRunning,

    /// <summary>The service canceled the job.</summary>
    Canceled,

    /// <summary>The service did not confirm the cancel: the job may be running or finished. The inner exception has the reason.</summary>
    CancelFailed,

    /// <summary>The job had finished; only the link to its video was not there yet.</summary>
    Finished,
}

/// <summary>The text of the last known status in messages. It says so when this version does not know the status.</summary>
internal static class JobStatusText
{
    public static string Of(GenerationStatus? status) => status switch
    {
        null => "none read",
        { Value: null or "" } => "an empty one, which this version does not know",
        { IsKnown: true } known => known.Value,
        { } other => $"'{OutsideText.Label(other.Value)}', which this version does not know",
    };
}

/// <summary>The sentence about the job that ends the message of a timed-out or canceled wait.</summary>
internal static class UnfinishedJobText
{
    public static string Describe(UnfinishedJobOutcome outcome, GenerationStatus? status) => outcome switch
    {
        UnfinishedJobOutcome.LeftRunning when status is { IsKnown: false } =>
            "This version cannot tell whether the job continues: read it by its id, or use a newer version.",
        UnfinishedJobOutcome.LeftRunning => "It goes on: wait again by its id, or cancel it.",
        UnfinishedJobOutcome.Canceled => "It was cancelled.",
        UnfinishedJobOutcome.Finished => "It had finished, and the link to its video was not there yet: read it by its id.",
        _ => "Cancelling it was not confirmed, so it may be running or finished: read it by its id.",
    };
}
