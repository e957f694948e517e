using System.Net;
using Microsoft.Extensions.Http;
using SeedanceGen.Errors;
using SeedanceGen.Http;

namespace SeedanceGen.Hosting;

/// <summary>
/// The last of a host's handlers. Handlers before it, such as a host's resilience defaults for all its clients, may repeat failed requests.
/// A submission passes again only when <see cref="RetryRule"/> allows it.
/// </summary>
internal sealed class SendOnceHandler(TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (AttemptMarker.Current is not { } marker)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!marker.TryUse())
        {
            throw new InvalidOperationException(
                "A handler of the host tried to send the submission again, and was kept from it. "
                + "Leave retries of this client to its own options: remove the handler from it.");
        }

        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                await LookAsync(response, marker, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch (Exception exception) when (MayRepeat(KindOf(exception, request)))
        {
            marker.Reset();
            throw;
        }
    }

    /// <summary>
    /// Checks whether an error response names a job. Such a response goes on as a success, so that no handler of the host drops it for
    /// another try; the client restores its status.
    /// </summary>
    private async Task LookAsync(HttpResponseMessage response, AttemptMarker marker, CancellationToken cancellationToken)
    {
        var body = await PeekedContent.OfAsync(response, cancellationToken).ConfigureAwait(false);
        var text = ResponseText.Of(response, body.Beginning, PeekedContent.MostPeekedBytes);
        if (RecoveredRequestId.NamesJob(text.Bytes))
            response.StatusCode = HttpStatusCode.OK;
        else if (MayRepeat(new CallFailure(FailureKind.Status, response.StatusCode, RetryAfterHint.Read(response, clock))))
            marker.Reset();
    }

    private CallFailure KindOf(Exception exception, HttpRequestMessage request) =>
        new(FailureMapper.KindOf(exception, responded: false, SentContent.IsUnsent(request.Content, InnerHandler)));

    private static bool MayRepeat(CallFailure failure) => RetryRule.MayRepeat(chargesCredits: true, hasKey: false, failure);
}

/// <summary>Whether a submission was sent. The marker follows the flow of the call, so that a copy of the request shares it.</summary>
internal sealed class AttemptMarker
{
    private static readonly AsyncLocal<AttemptMarker?> Flowing = new();

    private int _isUsed;

    /// <summary>The marker of the current call; null when the call may be sent without limit.</summary>
    public static AttemptMarker? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    /// <summary>Marks the submission as sent; true for the first caller only.</summary>
    public bool TryUse() => Interlocked.Exchange(ref _isUsed, 1) == 0;

    /// <summary>Allows the submission again: the service certainly did not accept it.</summary>
    public void Reset() => Volatile.Write(ref _isUsed, 0);
}

/// <summary>Stands before the first of a host's handlers, and gives each submission its marker.</summary>
internal sealed class AttemptMarkerHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A request without content costs no credits, so any handler may repeat it.
        AttemptMarker.Current = request.Content is null ? null : new AttemptMarker();
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>
/// Wraps the connection of a client in a <see cref="SendOnceHandler"/>. A host adds its own handlers before the connection, so all of them
/// stand before that handler.
/// </summary>
internal sealed class SendOnceFilter(TimeProvider? clock = null) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (ClientRegistration.IsConnection(builder.Name))
            builder.PrimaryHandler = new SendOnceHandler(clock ?? TimeProvider.System) { InnerHandler = builder.PrimaryHandler };
    };
}
