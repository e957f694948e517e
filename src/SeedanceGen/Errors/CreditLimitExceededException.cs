namespace SeedanceGen;

/// <summary>The client was charged as many credits as <see cref="SeedanceClientOptions.MaxCredits"/> allows. Nothing was sent.</summary>
/// <param name="limit">The limit, in credits.</param>
/// <param name="charged">What the client was charged so far, in credits.</param>
/// <param name="uncertain">What it may have been charged beyond that, in credits.</param>
public sealed class CreditLimitExceededException(int limit, long charged, long uncertain = 0)
    : SeedanceException(Describe(limit, charged, uncertain))
{
    /// <summary>The limit, in credits.</summary>
    public int Limit { get; } = limit;

    /// <summary>What the client was charged so far, in credits.</summary>
    public long Charged { get; } = charged;

    /// <summary>
    /// What the client may have been charged beyond that, in credits. Each submission with an unknown outcome or price counts as the most
    /// expensive job that was accepted.
    /// </summary>
    public long Uncertain { get; } = uncertain;

    private static string Describe(int limit, long charged, long uncertain)
    {
        var perhaps = uncertain > 0
            ? FormattableString.Invariant($" and perhaps {uncertain} more, for submissions whose outcome or price is not known")
            : "";
        return FormattableString.Invariant($"Nothing was submitted: this client was charged {charged} credits{perhaps}, ")
            + FormattableString.Invariant($"and its limit (MaxCredits) is {limit}. Raise the limit, or use a new client.");
    }
}
