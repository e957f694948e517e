namespace SeedanceGen;

/// <summary>What a wait does with its job when it is canceled or times out.</summary>
public enum UnfinishedJobAction
{
    /// <summary>The job goes on. A program can wait for it again by its id.</summary>
    LeaveRunning,

    /// <summary>The wait cancels the job. What happens to its credits is not documented.</summary>
    CancelJob,
}
