namespace SeedanceGen.Testing;

/// <summary>
/// Error codes that only the mock uses. The service documents a single code, <c>unauthorized</c>. The prefix <c>mock_</c> marks the codes
/// of the mock; code under test must not depend on them.
/// </summary>
public static class MockErrorCodes
{
    /// <summary>The request could not be read or breaks a rule of the API description; the message says which.</summary>
    public const string InvalidRequest = "mock_invalid_request";

    /// <summary>The body of the request has another media type than the API description gives, or none.</summary>
    public const string UnsupportedMediaType = "mock_unsupported_media_type";

    /// <summary>The body of the request has more than 30,000,000 bytes, the mock's own limit.</summary>
    public const string BodyTooLarge = "mock_body_too_large";

    /// <summary>The request names a host for which the mock does not respond; see <see cref="SeedanceMockOptions.AllowedHosts"/>.</summary>
    public const string HostNotAllowed = "mock_host_not_allowed";

    /// <summary>The server has no job with this id, or does not show it yet; see <see cref="SeedanceMockOptions.VisibleAfter"/>.</summary>
    public const string UnknownRequestId = "mock_unknown_request_id";

    /// <summary>The job to cancel had already ended.</summary>
    public const string JobIsTerminal = "mock_job_is_terminal";

    /// <summary>No operation of the API description has this path.</summary>
    public const string UnknownRoute = "mock_unknown_route";

    /// <summary>The path exists in the API description, but not with this method.</summary>
    public const string MethodNotAllowed = "mock_method_not_allowed";

    /// <summary>
    /// The idempotency key was sent before, with another body. The mock looks for such a key only when the API description marks a header
    /// as one, and under <see cref="ApiVariant.SimilarServices"/>.
    /// </summary>
    public const string IdempotencyConflict = "mock_idempotency_conflict";

    /// <summary>The job costs more credits than are left; see <see cref="SeedanceMockOptions.Balance"/>.</summary>
    public const string InsufficientCredits = "mock_insufficient_credits";

    /// <summary>Too many requests came; see <see cref="SeedanceMockOptions.RateLimit"/>.</summary>
    public const string RateLimited = "mock_rate_limited";

    /// <summary>The prompt was rejected; see <see cref="MockFault.ModeratedPrompt"/>.</summary>
    public const string ModeratedPrompt = "mock_moderated_prompt";

    /// <summary>The job failed by <see cref="SeedanceMockOptions.FailRate"/>.</summary>
    public const string JobFailed = "mock_job_failed";

    /// <summary>There is no video at this link: the job is unknown or has not succeeded.</summary>
    public const string NoVideo = "mock_no_video";

    /// <summary>The request for a video carried credentials, which belong to the API's host only.</summary>
    public const string KeyLeak = "mock_key_leak";

    /// <summary>A function given in the options threw or returned something impossible; the message is the exception's.</summary>
    public const string OptionFailed = "mock_option_failed";

    /// <summary>The control API of a standalone mock rejected a request; the message says why.</summary>
    public const string Control = "mock_control";

    /// <summary>A <see cref="MockFault"/> replaced the response.</summary>
    public const string Fault = "mock_fault";
}
