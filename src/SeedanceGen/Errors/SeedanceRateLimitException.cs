namespace SeedanceGen;

/// <summary>
/// The service asks to slow down (status 429). Rate limits are not documented. When the service names a pause,
/// <see cref="SeedanceApiException.RetryAfter"/> has it.
/// </summary>
/// <param name="message">What went wrong and what to do next.</param>
/// <param name="response">The response as it came.</param>
public sealed class SeedanceRateLimitException(string message, ApiErrorResponse response)
    : SeedanceApiException(message, response);
