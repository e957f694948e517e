namespace SeedanceGen;

/// <summary>What becomes of a job whose wait was cancelled or timed out.</summary>
public enum UnfinishedJobAction
{
    /// <summary>The job goes on; it can be waited for again by its id.</summary>
    LeaveRunning,

    /// <summary>The job is cancelled. What happens to its credits is not documented.</summary>
    CancelJob,
}
