namespace SeedanceGen.Jobs;

/// <summary>One pause between two polls of a job.</summary>
internal sealed class PollPause(string requestId) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private CancellationTokenRegistration _cancellation;

    public string RequestId { get; } = requestId;

    /// <summary>Another pause of the same job, when several wait for it.</summary>
    public PollPause? Next { get; set; }

    public void CancelWith(CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled)
            return;

        _cancellation = cancellationToken.UnsafeRegister(static (state, token) => ((PollPause)state!).TrySetCanceled(token), this);
        if (Task.IsCompleted)
            _cancellation.Dispose();
    }

    public void End()
    {
        _cancellation.Dispose();
        TrySetResult();
    }
}
