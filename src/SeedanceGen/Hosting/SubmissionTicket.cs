namespace SeedanceGen.Hosting;

/// <summary>The right to send one submission once. It follows the flow of the call, so that a copy of the request has no other.</summary>
internal sealed class SubmissionTicket
{
    private static readonly AsyncLocal<SubmissionTicket?> Flowing = new();

    private int _isUsed;

    /// <summary>The ticket of the call that is under way; null when it is free to be sent again.</summary>
    public static SubmissionTicket? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    /// <summary>Takes the right; true for one caller.</summary>
    public bool TryUse() => Interlocked.Exchange(ref _isUsed, 1) == 0;

    /// <summary>Gives the right back: the service certainly did not accept what was sent.</summary>
    public void GiveBack() => Volatile.Write(ref _isUsed, 0);
}
