using Microsoft.Extensions.Options;
using SeedanceGen.AspNetCore.Urls;

namespace SeedanceGen.AspNetCore;

/// <summary>
/// Creates the <c>webhookUrl</c> of a submission. The API documents no signature, so the URL itself is the proof: its last segment is a
/// token that requires the application's secret.
/// </summary>
public sealed class WebhookUrls
{
    private readonly WebhookTokens _tokens;
    private readonly Uri? _publicAddress;

    internal WebhookUrls(WebhookTokens tokens, IOptions<SeedanceWebhookOptions> options) =>
        (_tokens, _publicAddress) = (tokens, options.Value.PublicAddress);

    /// <summary>Creates the URL for one job, at <see cref="SeedanceWebhookOptions.PublicAddress"/>.</summary>
    /// <param name="reference">
    /// The application's own name of the job, such as an order number, because the job has no id yet: 1 to 128 of the characters
    /// <c>A-Z a-z 0-9 - _ . ~</c>. The handler gets it. It is not secret.
    /// </param>
    /// <exception cref="ArgumentException">The reference has other characters, or is empty or too long.</exception>
    /// <exception cref="InvalidOperationException">The options have no public address.</exception>
    public Uri Create(string reference) =>
        Create(_publicAddress ?? throw new InvalidOperationException(
            $"Set {nameof(SeedanceWebhookOptions)}.{nameof(SeedanceWebhookOptions.PublicAddress)}, or pass the endpoint's address."),
            reference);

    /// <summary>Creates the URL for one job.</summary>
    /// <param name="endpoint">The public address of the mapped endpoint, such as <c>https://your-app.com/webhooks/seedance</c>.</param>
    /// <param name="reference">The application's own name of the job; see <see cref="Create(string)"/>.</param>
    /// <exception cref="ArgumentException">The reference or the address cannot be used.</exception>
    public Uri Create(Uri endpoint, string reference)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(reference);
        if (PublicAddressRules.ProblemOf(endpoint) is { } problem)
            throw new ArgumentException("The address " + problem, nameof(endpoint));
        if (!WebhookReference.IsValid(reference))
        {
            throw new ArgumentException(
                $"A reference has 1 to {WebhookReference.MaxLength} of the characters A-Z a-z 0-9 - _ . ~", nameof(reference));
        }

        return new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{reference}/{_tokens.Create(reference)}");
    }
}
