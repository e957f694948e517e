namespace WorkerSample;

/// <summary>The section <c>Batch</c> of the settings.</summary>
internal sealed class BatchOptions
{
    /// <summary>A file with one request a line, as JSON.</summary>
    public string File { get; init; } = "requests.jsonl";

    /// <summary>The folder for videos and job ids.</summary>
    public string Folder { get; init; } = "videos";

    /// <summary>How many jobs are made at a time.</summary>
    public int MaxConcurrency { get; init; } = 4;
}
