using Microsoft.Extensions.Options;
using SeedanceGen.AspNetCore.Urls;

namespace SeedanceGen.AspNetCore;

/// <summary>
/// Makes the <c>webhookUrl</c> of a submission. The API documents no signature, so the URL itself is the proof: its last part is a token
/// that only the holder of the application's secret can make.
/// </summary>
public sealed class WebhookUrls
{
    private readonly WebhookTokens _tokens;
    private readonly Uri? _publicAddress;

    internal WebhookUrls(WebhookTokens tokens, IOptions<SeedanceWebhookOptions> options) =>
        (_tokens, _publicAddress) = (tokens, options.Value.PublicAddress);

    /// <summary>The URL for one job, at <see cref="SeedanceWebhookOptions.PublicAddress"/>.</summary>
    /// <param name="reference">
    /// What the caller knows the job by before it has an id, such as an order number: 1 to 128 of the characters
    /// <c>A-Z a-z 0-9 - _ . ~</c>. It is handed to the handler, and is no secret.
    /// </param>
    /// <exception cref="ArgumentException">The reference has other characters, or is empty or too long.</exception>
    /// <exception cref="InvalidOperationException">The options name no public address.</exception>
    public Uri Create(string reference) =>
        Create(_publicAddress ?? throw new InvalidOperationException(
            $"Set {nameof(SeedanceWebhookOptions)}.{nameof(SeedanceWebhookOptions.PublicAddress)}, or pass the endpoint's address."), reference);

    /// <summary>The URL for one job.</summary>
    /// <param name="endpoint">Where the mapped endpoint is reached from outside, such as <c>https://your-app.com/webhooks/seedance</c>.</param>
    /// <param name="reference">What the caller knows the job by; see <see cref="Create(string)"/>.</param>
    /// <exception cref="ArgumentException">The reference or the address cannot be used.</exception>
    public Uri Create(Uri endpoint, string reference)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(reference);
        if (PublicEndpoint.Objection(endpoint) is { } objection)
            throw new ArgumentException("The address " + objection, nameof(endpoint));
        if (!WebhookReference.IsValid(reference))
            throw new ArgumentException($"A reference has 1 to {WebhookReference.MaxLength} of the characters A-Z a-z 0-9 - _ . ~", nameof(reference));

        return new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{reference}/{_tokens.Create(reference)}");
    }
}
