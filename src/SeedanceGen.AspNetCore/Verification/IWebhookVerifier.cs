using Microsoft.AspNetCore.Http;

namespace SeedanceGen.AspNetCore;

/// <summary>
/// A check of a webhook beyond the token in its path, such as a signature. The API documents none, so there is none by default; register
/// one as a singleton and every webhook must pass it.
/// </summary>
public interface IWebhookVerifier
{
    /// <summary>Judges a webhook.</summary>
    /// <param name="headers">Its headers.</param>
    /// <param name="body">Its body, byte for byte as it came. Valid only until the call completes.</param>
    /// <param name="cancellationToken">Canceled when the sender has gone.</param>
    ValueTask<WebhookVerdict> VerifyAsync(IHeaderDictionary headers, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}
