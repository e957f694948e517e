using Microsoft.AspNetCore.Http;

namespace SeedanceGen.AspNetCore;

/// <summary>
/// Checks a webhook beyond the token in its path, for example its signature. The API documents no signature, so there is no verifier by
/// default. Every webhook must pass the verifier that is registered as a singleton.
/// </summary>
public interface IWebhookVerifier
{
    /// <summary>Verifies a webhook.</summary>
    /// <param name="headers">
    /// Its headers. <see cref="SeedanceClient.WebhookHeaders"/> names those that the API documents; every required one is present.
    /// </param>
    /// <param name="body">Its body, byte for byte as received. It is valid only until the call completes.</param>
    /// <param name="cancellationToken">Canceled when the sender closes the connection.</param>
    ValueTask<WebhookVerificationResult> VerifyAsync(
        IHeaderDictionary headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}
