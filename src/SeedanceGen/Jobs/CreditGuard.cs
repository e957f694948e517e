namespace SeedanceGen.Jobs;

/// <summary>Adds up what a client was charged, and refuses the next submission when that reached the limit.</summary>
internal sealed class CreditGuard(int? limit)
{
    private long _charged;

    public long Charged => Interlocked.Read(ref _charged);

    public void Add(int? credits) => Interlocked.Add(ref _charged, credits ?? 0);

    public void Check()
    {
        if (limit is { } most && Charged >= most)
            throw new CreditLimitExceededException(most, Charged);
    }
}
