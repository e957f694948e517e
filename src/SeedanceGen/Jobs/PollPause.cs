namespace SeedanceGen.Jobs;

/// <summary>One pause between two polls of a job.</summary>
internal sealed class PollPause(string requestId) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private CancellationTokenRegistration _cancellation;
    private PollScheduler? _scheduler;

    public string RequestId { get; } = requestId;

    /// <summary>Another pause of the same job, when several wait for it.</summary>
    public PollPause? Next { get; set; }

    public void CancelWith(PollScheduler scheduler, CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled)
            return;

        _scheduler = scheduler;
        _cancellation = cancellationToken.UnsafeRegister(static (state, token) => ((PollPause)state!).Cancel(token), this);
        if (Task.IsCompleted)
            _cancellation.Dispose();
    }

    public void End()
    {
        TrySetResult();
        _cancellation.Dispose();
    }

    private void Cancel(CancellationToken cancellationToken)
    {
        if (TrySetCanceled(cancellationToken))
            _scheduler!.DropEnded();
    }
}
