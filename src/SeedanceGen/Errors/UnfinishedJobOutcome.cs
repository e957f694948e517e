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
}

/// <summary>The sentence about the job that ends the message of a timed-out or canceled wait.</summary>
internal static class UnfinishedJobText
{
    public static string Describe(UnfinishedJobOutcome outcome) => outcome switch
    {
        UnfinishedJobOutcome.LeftRunning => "It goes on: wait again by its id, or cancel it.",
        UnfinishedJobOutcome.Canceled => "It was cancelled.",
        _ => "Cancelling it was not confirmed, so it may be running or finished: read it by its id.",
    };
}
