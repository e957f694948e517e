namespace SeedanceGen;

/// <summary>What became of a job whose wait was cancelled or timed out.</summary>
public enum UnfinishedJobOutcome
{
    /// <summary>It was left running, as <see cref="WaitOptions.OnTimeoutOrCancel"/> said.</summary>
    LeftRunning,

    /// <summary>The service cancelled it.</summary>
    Canceled,

    /// <summary>It was to be cancelled, but the service did not confirm that: it may be running or finished. The inner exception has the reason.</summary>
    CancelFailed,
}
