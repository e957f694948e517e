namespace SeedanceGen.Cli.Batch;

/// <summary>How far a line has come.</summary>
internal enum LineStage
{
    /// <summary>Never submitted, or certainly not accepted: it can be submitted.</summary>
    Open,

    /// <summary>Being submitted now.</summary>
    Submitting,

    /// <summary>Not known whether it was accepted.</summary>
    Unknown,

    /// <summary>Accepted and charged; the job goes on.</summary>
    Accepted,

    /// <summary>The job has succeeded; its video is not here yet.</summary>
    Succeeded,

    /// <summary>The job failed or was cancelled.</summary>
    Failed,

    /// <summary>The video is here.</summary>
    Saved,
}
