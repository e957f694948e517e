using System.Net;
using System.Net.Http.Headers;

namespace SeedanceGen.Downloads;

/// <summary>
/// Requests a video, or the rest of one, from the host of its link. That host is not the API's: neither it nor the host that it redirects
/// to receives the key.
/// </summary>
internal sealed class LinkReader(HttpMessageInvoker http)
{
    private const int MaxRedirects = 5;

    public async Task<HttpResponseMessage> OpenAsync(
        Uri link, long from, EntityTagHeaderValue? version, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, link);
            request.Headers.UserAgent.Add(UserAgent.Product);
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
            if (from > 0 && version is not null)
            {
                request.Headers.Range = new RangeHeaderValue(from, null);
                request.Headers.IfRange = new RangeConditionHeaderValue(version);
            }

            var response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
                return response;

            response.Dispose();
            link = Follow(link, location, redirects);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (HttpRequestException or OperationCanceledException or ObjectDisposedException))
        {
            // The platform throws other types when a peer resets a connection as it is made, and a host's handlers throw their own.
            throw new HttpRequestException(HttpRequestError.ConnectionError, exception.Message, exception);
        }
    }

    private static bool IsRedirect(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found
        or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static Uri Follow(Uri link, Uri location, int redirects)
    {
        if (!Uri.TryCreate(link, location, out var next))
            throw NotFollowed("to something that is no address. Read the job again for a new link");
        if (redirects == MaxRedirects)
            throw NotFollowed($"more than {MaxRedirects} times. Read the job again for a new link");

        var isDowngrade = link.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps;
        return isDowngrade || (next.Scheme != Uri.UriSchemeHttp && next.Scheme != Uri.UriSchemeHttps)
            ? throw NotFollowed($"from {link.Scheme} to {next.Scheme}, which is not followed")
            : next;
    }

    private static SeedanceConnectionException NotFollowed(string how) => new($"The video's link redirects {how}.");
}
