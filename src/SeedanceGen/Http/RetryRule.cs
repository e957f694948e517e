using System.Net;

namespace SeedanceGen.Http;

/// <summary>
/// The one place that decides whether a failed call is attempted again. src/docs/money.md shows it as a table, which a test
/// compares with this code.
/// </summary>
internal static class RetryRule
{
    /// <summary>Whether the same call may be sent again.</summary>
    /// <param name="chargesCredits">Whether an accepted call costs credits: then it is repeated only when it certainly was not accepted.</param>
    /// <param name="failure">How the attempt failed.</param>
    public static bool MayRepeat(bool chargesCredits, CallFailure failure) =>
        chargesCredits ? CertainlyNotAccepted(failure) : IsTransient(failure);

    /// <summary>Whether the same call may well succeed later.</summary>
    public static bool IsTransient(CallFailure failure) => failure.Kind switch
    {
        FailureKind.NotConnected or FailureKind.Broken or FailureKind.TimedOut => true,
        FailureKind.Status => failure.Status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int?)failure.Status >= 500,
        _ => false,
    };

    private static bool CertainlyNotAccepted(CallFailure failure) => failure.Kind switch
    {
        FailureKind.NotConnected => true,
        FailureKind.Status => failure is
        {
            Status: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable,
            RetryAfter: not null,
        },
        _ => false,
    };
}
