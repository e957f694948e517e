namespace SeedanceGen;

/// <summary>
/// The service rejected the API key, which is missing, revoked, expired or invalid (documented code <c>unauthorized</c>, page "API
/// overview").
/// </summary>
/// <param name="message">What went wrong and what to do next.</param>
/// <param name="response">The response as it came.</param>
public sealed class SeedanceAuthenticationException(string message, ApiErrorResponse response)
    : SeedanceApiException(message, response);
