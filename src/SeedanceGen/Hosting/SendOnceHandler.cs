using SeedanceGen.Http;

namespace SeedanceGen.Hosting;

/// <summary>
/// Stands behind all handlers of the host. A handler that repeats what failed, such as a host's resilience defaults for all its clients,
/// knows nothing of money: a submission passes again only when <see cref="RetryRule"/> allows it.
/// </summary>
internal sealed class SendOnceHandler(TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (SubmissionTicket.Current is not { } ticket)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!ticket.TryUse())
        {
            throw new InvalidOperationException(
                "A handler of the host tried to send the submission again, and was kept from it. Leave retries of this client to its own options: remove the handler from it.");
        }

        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (MayRepeat(new CallFailure(FailureKind.Status, response.StatusCode, RetryAfterHint.Read(response, clock))))
                ticket.GiveBack();
            return response;
        }
        catch (Exception exception) when (MayRepeat(new CallFailure(FailureMapper.KindOf(exception, answered: false))))
        {
            ticket.GiveBack();
            throw;
        }
    }

    private static bool MayRepeat(CallFailure failure) => RetryRule.MayRepeat(chargesCredits: true, failure);
}
