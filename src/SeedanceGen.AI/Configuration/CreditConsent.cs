namespace SeedanceGen.AI;

/// <summary>What a person is asked before a submission that costs credits.</summary>
/// <param name="Request">The request that would be submitted.</param>
/// <param name="KnownPrice">
/// The price in credits, when it is known: the API description documents it for such a request, or the service charged it to these
/// functions for such a request before. Null otherwise: the service reports a price only when it accepts a job.
/// </param>
/// <param name="CreditsCharged">What these functions were charged so far, in credits.</param>
/// <param name="MaxCredits">The ceiling in credits; null when there is none.</param>
/// <param name="MayBeRepeated">
/// Whether the same request was submitted before with an unknown outcome, so that the job may be charged twice.
/// </param>
public sealed record CreditConsent(
    VideoGenerationRequest Request, long? KnownPrice, long CreditsCharged, long? MaxCredits, bool MayBeRepeated)
{
    /// <summary>The question in one or two sentences, with the price.</summary>
    public string Question
    {
        get
        {
            var price = KnownPrice is { } known
                ? FormattableString.Invariant($"Submit this video job for {known} credits?")
                : "Submit this video job? Its price is not known before the service accepts it.";
            var spent = MaxCredits is { } most
                ? FormattableString.Invariant($" {CreditsCharged} of at most {most} credits are charged so far.")
                : FormattableString.Invariant($" {CreditsCharged} credits are charged so far.");
            var again = MayBeRepeated
                ? " The same request was submitted before, and it is not known whether that job was charged: this may be a second one."
                : string.Empty;
            return price + spent + again;
        }
    }
}
