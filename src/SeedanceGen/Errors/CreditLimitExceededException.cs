namespace SeedanceGen;

/// <summary>The client has spent the credits it may spend; nothing was sent. See <see cref="SeedanceClientOptions.MaxCredits"/>.</summary>
public sealed class CreditLimitExceededException : SeedanceException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="limit">The ceiling, in credits.</param>
    /// <param name="charged">What the client was charged so far, in credits.</param>
    /// <param name="uncertain">What it may have been charged beyond that, in credits.</param>
    public CreditLimitExceededException(int limit, long charged, long uncertain = 0)
        : base(Describe(limit, charged, uncertain))
    {
        Limit = limit;
        Charged = charged;
        Uncertain = uncertain;
    }

    /// <summary>The ceiling, in credits.</summary>
    public int Limit { get; }

    /// <summary>What the client was charged so far, in credits.</summary>
    public long Charged { get; }

    /// <summary>
    /// What the client may have been charged beyond that, in credits: each submission whose outcome or price is not known counts as the
    /// dearest that was accepted.
    /// </summary>
    public long Uncertain { get; }

    private static string Describe(int limit, long charged, long uncertain)
    {
        var perhaps = uncertain > 0 ? FormattableString.Invariant($" and perhaps {uncertain} more, for submissions whose outcome or price is not known") : "";
        return FormattableString.Invariant(
            $"Nothing was submitted: this client was charged {charged} credits{perhaps}, and its limit ({nameof(SeedanceClientOptions.MaxCredits)}) is {limit}. Raise the limit, or use a new client.");
    }
}
