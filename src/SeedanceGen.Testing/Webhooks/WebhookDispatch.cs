namespace SeedanceGen.Testing.Webhooks;

/// <summary>A webhook that is due but not yet done.</summary>
internal sealed record WebhookDispatch(string RequestId, Uri Url, byte[] Body)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => _done.Task;

    /// <summary>Whether it is on its way; until then nobody has to wait for it when the server stops.</summary>
    public bool IsStarted { get; set; }

    public void Complete() => _done.TrySetResult();
}
